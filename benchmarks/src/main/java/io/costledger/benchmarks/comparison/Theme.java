package io.costledger.benchmarks.comparison;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;

/** How charts look: one light and one dark, which a page picks by the reader's own scheme. */
enum Theme {
  LIGHT(0xFFFFFF, 0x24292F, 0xD0D7DE),
  DARK(0x0D1117, 0xE6EDF3, 0x30363D);

  /** One color a contender on every chart, told apart by those who see no red or green as well. */
  private static final Map<String, Integer> COLORS = Map.of(
      "library", 0x1F77D0,
      "run", 0x2F5FA8,
      "audit", 0x3B9C9C,
      "kernel", 0x7FB8EE,
      "copy", 0x9AA4AE,
      "duckdb", 0xE07B00,
      "duckdb-people", 0xF2C14E,
      "bigdecimal", 0x8E6BBF,
      "joda-money", 0xB7486B);

  private final Color background;
  private final Color text;
  private final Color grid;

  Theme(int background, int text, int grid) {
    this.background = new Color(background);
    this.text = new Color(text);
    this.grid = new Color(grid);
  }

  String suffix() {
    return this == LIGHT ? "light" : "dark";
  }

  void apply(AxesChartStyler styler, List<String> contenders) {
    styler.setPlotGridLinesColor(grid);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setAxisTickLabelsColor(text);
    styler.setXAxisTickLabelsColor(text);
    styler.setYAxisTickLabelsColor(text);
    styler.setAxisTickMarksColor(grid);
    styler.setXAxisTitleColor(text);
    styler.setYAxisTitleColor(text);
    styler.setYAxisLogarithmic(true);
    styler.setYAxisLogarithmicDecadeOnly(true);
    styler.setYAxisDecimalPattern("#,##0.##");
    styler.setXAxisDecimalPattern("#,##0");
    styler.setAxisTitleFont(font(Font.PLAIN, 13));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 12));
    styler.setChartBackgroundColor(background);
    styler.setPlotBackgroundColor(background);
    styler.setPlotBorderVisible(false);
    styler.setChartFontColor(text);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitleFont(font(Font.BOLD, 15));
    styler.setLegendBackgroundColor(background);
    styler.setLegendBorderColor(background);
    styler.setLegendFont(font(Font.PLAIN, 12));
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setSeriesColors(contenders.stream().map(Theme::color).toArray(Color[]::new));
  }

  /** Values at the upper ends of bars. */
  void label(CategoryStyler styler) {
    styler.setLabelsFontColorAutomaticEnabled(false);
    styler.setLabelsFontColor(Color.WHITE);
    styler.setLabelsFont(font(Font.BOLD, 12));
  }

  private static Color color(String contender) {
    return new Color(COLORS.getOrDefault(contender, 0x808080));
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
