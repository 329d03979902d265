package io.costledger.benchmarks.comparison;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** {@code ./costledger-bench charts}: draws the committed results, for light and for dark
 * pages, and puts their tables into docs/performance.md. */
public final class Charts {
  private static final int THREADS = 2;
  private static final int WIDTH = 860;
  private static final int HEIGHT = 420;

  /** Twice what a screen of old had, so that text is sharp on those of today. */
  private static final int DOTS_PER_INCH = 144;

  private final Figures figures;
  private final Path folder;

  private Charts(Figures figures, Path folder) {
    this.figures = figures;
    this.folder = folder;
  }

  /**
   * Draws.
   *
   * @param args the folder of the results; that of the committed ones unless given
   * @throws IOException if a file can't be read or written
   */
  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Path folder =
        args.length > 0 ? Path.of(args[0]) : Path.of("benchmarks", "results", "comparison");
    draw(folder);
    Path page = Path.of("docs", "performance.md");
    if (args.length == 0 && Files.exists(page)) {
      Tables.into(page, folder);
    }
    System.out.println("Written: " + folder);
  }

  static void draw(Path folder) throws IOException {
    Charts charts = new Charts(Figures.read(folder.resolve(Results.RUNS)), folder);
    for (Theme theme : Theme.values()) {
      charts.bars(theme, Task.W1_REMAINDER);
      charts.bars(theme, Task.W2);
      charts.bars(theme, Task.W3);
      charts.bySize(theme, Task.W1_REMAINDER);
      charts.bySize(theme, Task.W2);
    }
  }

  /** The largest size at which a task was timed. */
  static int largest(Figures figures, Task task) {
    return new TreeSet<>(figures.sizes(task)).last();
  }

  private void bars(Theme theme, Task task) throws IOException {
    if (figures.sizes(task).isEmpty()) {
      return;
    }
    int size = largest(figures, task);
    CategoryChart chart = new CategoryChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title(
            String.format(Locale.ROOT, "%s: %,d records, %d threads", task.title(), size, THREADS))
        .yAxisTitle("ns a record, logarithmic")
        .build();
    List<String> names = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (String contender : figures.contenders(task, size)) {
      figures.nanosPerRecord(task, size, THREADS, contender, Figures.WARM).ifPresent(nanos -> {
        names.add(barTitle(contender));
        values.add(digits(nanos));
      });
    }
    chart.addSeries("ns a record", names, values);
    theme.apply(chart.getStyler(), List.of("library"));
    chart.getStyler().setYAxisMin(0.1);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setAvailableSpaceFill(0.7);
    chart.getStyler().setLabelsVisible(true);
    chart.getStyler().setLabelsPosition(0.95);
    theme.label(chart.getStyler());
    save(chart, task.id() + "-" + theme.suffix());
  }

  private void bySize(Theme theme, Task task) throws IOException {
    if (figures.sizes(task).size() < 2) {
      return;
    }
    XYChart chart = new XYChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title("Nanoseconds a record: " + task.title() + ", " + THREADS + " threads")
        .xAxisTitle("records, logarithmic")
        .yAxisTitle("ns a record, logarithmic")
        .build();
    List<String> drawn = new ArrayList<>();
    for (String contender : contenders(List.of(task), largest(figures, task))) {
      List<Double> sizes = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      for (int size : new TreeSet<>(figures.sizes(task))) {
        figures.nanosPerRecord(task, size, THREADS, contender, Figures.WARM).ifPresent(nanos -> {
          sizes.add((double) size);
          values.add(nanos);
        });
      }
      chart.addSeries(title(contender), sizes, values).setMarker(SeriesMarkers.CIRCLE);
      drawn.add(contender);
    }
    theme.apply(chart.getStyler(), drawn);
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setXAxisLogarithmicDecadeOnly(true);
    save(chart, task.id() + "-by-size-" + theme.suffix());
  }

  private Set<String> contenders(List<Task> tasks, int size) {
    Set<String> contenders = new LinkedHashSet<>();
    for (Task task : tasks) {
      for (int each : figures.sizes(task)) {
        if (each <= size) {
          contenders.addAll(figures.contenders(task, each));
        }
      }
    }
    return contenders;
  }

  /** Three digits: there are no more in a time, and no more fit into a bar. */
  private static double digits(double value) {
    return new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }

  static String title(String contender) {
    return Entrant.of(Task.W2, 0).stream()
        .filter(entrant -> entrant.id().equals(contender))
        .map(Entrant::title)
        .findFirst()
        .orElse(contender);
  }

  /** Short enough to stand below a bar. */
  private static String barTitle(String contender) {
    return switch (contender) {
      case "library" -> "Costledger";
      case "run" -> "audited run";
      case "audit" -> "its audit";
      case "kernel" -> "by hand (floor)";
      case "copy" -> "memory copy";
      case "duckdb" -> "DuckDB, exact";
      case "duckdb-people" -> "DuckDB, cents";
      case "bigdecimal" -> "BigDecimal";
      case "joda-money" -> "Joda-Money";
      default -> contender;
    };
  }

  private void save(Chart<?, ?> chart, String name) throws IOException {
    BitmapEncoder.saveBitmapWithDPI(
        chart, folder.resolve(name).toString(), BitmapFormat.PNG, DOTS_PER_INCH);
  }
}
