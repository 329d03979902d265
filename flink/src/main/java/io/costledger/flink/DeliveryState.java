package io.costledger.flink;

import io.costledger.core.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.Row;

/**
 * What is kept of one bucket of a source's records: the deliveries that were announced, which
 * content each record id came with and in which of them, and the rows that go on at the next
 * watermark.
 */
final class DeliveryState {
  /** One delivery's content of an id. */
  private static final TypeInformation<Row> CONTENT = Types.ROW_NAMED(
      new String[] {Cells.DELIVERY, "digest", Cells.START, Cells.END},
      Types.STRING,
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
      Types.INSTANT,
      Types.INSTANT);

  private static final NamedRows CONTENTS = new NamedRows(CONTENT);

  private final Kind kind;
  private final MapState<String, Row> announced;
  private final MapState<String, Long> kept;
  private final MapState<String, List<Row>> contents;
  private final MapState<String, Boolean> shared;
  private final MapState<String, Boolean> contradicted;
  private final ListState<Row> waiting;
  private final ListState<Row> early;

  DeliveryState(RuntimeContext context, Kind kind) {
    this.kind = kind;
    announced =
        context.getMapState(new MapStateDescriptor<>("announced", Types.STRING, DeliveryRows.TYPE));
    kept = context.getMapState(new MapStateDescriptor<>("kept", Types.STRING, Types.LONG));
    contents = context.getMapState(
        new MapStateDescriptor<>("contents", Types.STRING, Types.LIST(CONTENT)));
    shared = context.getMapState(new MapStateDescriptor<>("shared", Types.STRING, Types.BOOLEAN));
    contradicted =
        context.getMapState(new MapStateDescriptor<>("contradicted", Types.STRING, Types.BOOLEAN));
    waiting = context.getListState(new ListStateDescriptor<>("waiting", kind.type()));
    early = context.getListState(new ListStateDescriptor<>("early", kind.type()));
  }

  /** What becomes of a record. */
  enum Arrival {
    NEW,
    KNOWN,
    CONTRADICTED
  }

  /** Keeps a record, if its id is new in its delivery. */
  Arrival add(Row row, byte[] digest) throws Exception {
    String id = Cells.text(row, Cells.ID);
    String delivery = Cells.text(row, Cells.DELIVERY);
    List<Row> known = contents.get(id);
    List<Row> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
    for (Row content : all) {
      Row named = CONTENTS.named(content);
      if (delivery.equals(named.getField(Cells.DELIVERY))) {
        if (Arrays.equals(named.<byte[]>getFieldAs("digest"), digest)) {
          return Arrival.KNOWN;
        }
        contradict(delivery);
        return Arrival.CONTRADICTED;
      }
    }
    // Several bills have their rows named after their deliveries.
    if (kind == Kind.USAGE && !all.isEmpty()) {
      shared.put(id, true);
    }
    Row content = CONTENTS.empty();
    content.setField(Cells.DELIVERY, delivery);
    content.setField("digest", digest);
    content.setField(Cells.START, row.getField(Cells.START));
    content.setField(Cells.END, row.getField(Cells.END));
    all.add(content);
    contents.put(id, all);
    (announced.contains(delivery) ? waiting : early).add(row);
    return Arrival.NEW;
  }

  void contradict(String delivery) throws Exception {
    contradicted.put(delivery, true);
  }

  Optional<Row> announcement(String delivery) throws Exception {
    return Optional.ofNullable(announced.get(delivery)).map(DeliveryRows.ROWS::named);
  }

  /** Its records wait no longer for it. */
  void announce(Row announcement) throws Exception {
    String delivery = Cells.text(announcement, Cells.DELIVERY);
    announced.put(delivery, announcement);
    for (Row row : takenEarly(delivery::equals)) {
      waiting.add(row);
    }
  }

  private List<Row> takenEarly(Predicate<String> deliveries) throws Exception {
    List<Row> taken = new ArrayList<>();
    List<Row> others = new ArrayList<>();
    for (Row positioned : early.get()) {
      Row row = kind.rows().named(positioned);
      (deliveries.test(Cells.text(row, Cells.DELIVERY)) ? taken : others).add(row);
    }
    if (!taken.isEmpty()) {
      early.update(others);
    }
    return taken;
  }

  /** Until when a delivery is kept; empty if nothing was said yet. */
  Optional<Long> keptUntil(String delivery) throws Exception {
    return Optional.ofNullable(kept.get(delivery));
  }

  void keepUntil(String delivery, long at) throws Exception {
    kept.put(delivery, at);
  }

  /** The rows that waited for a watermark, by delivery and id. */
  Map<String, List<Row>> takeWaiting() throws Exception {
    Map<String, List<Row>> taken = new TreeMap<>();
    for (Row positioned : waiting.get()) {
      Row row = kind.rows().named(positioned);
      taken
          .computeIfAbsent(Cells.text(row, Cells.DELIVERY), id -> new ArrayList<>())
          .add(row);
    }
    waiting.clear();
    return taken;
  }

  /** The announced deliveries that were contradicted since they were asked for. */
  Set<String> takeContradicted() throws Exception {
    Set<String> taken = new TreeSet<>();
    for (String delivery : contradicted.keys()) {
      if (announced.contains(delivery)) {
        taken.add(delivery);
      }
    }
    for (String delivery : taken) {
      contradicted.remove(delivery);
    }
    return taken;
  }

  /**
   * A record id that announced deliveries have in common.
   *
   * @param id the id
   * @param chargePeriods by delivery, the charge period of its record
   */
  record Shared(String id, Map<String, Period> chargePeriods) {}

  /** Those of usage that were found since they were asked for. */
  List<Shared> takeShared() throws Exception {
    List<Shared> taken = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (String id : shared.keys()) {
      Map<String, Period> chargePeriods = new TreeMap<>();
      List<Row> known = contents.get(id);
      int deliveries = known == null ? 0 : known.size();
      for (int i = 0; i < deliveries; i++) {
        Row content = CONTENTS.named(known.get(i));
        String delivery = Cells.text(content, Cells.DELIVERY);
        if (announced.contains(delivery)) {
          chargePeriods.put(delivery, Cells.period(content, Cells.START, Cells.END));
        }
      }
      taken.add(new Shared(id, chargePeriods));
      if (chargePeriods.size() == deliveries) {
        told.add(id);
      }
    }
    for (String id : told) {
      shared.remove(id);
    }
    return taken;
  }

  /** Forgets the deliveries whose time is over; gives the rows that were never announced. */
  List<Row> drop(long now) throws Exception {
    Set<String> over = new TreeSet<>();
    for (Map.Entry<String, Long> delivery : kept.entries()) {
      if (now >= delivery.getValue()) {
        over.add(delivery.getKey());
      }
    }
    if (over.isEmpty()) {
      return List.of();
    }
    for (String delivery : over) {
      announced.remove(delivery);
      kept.remove(delivery);
      contradicted.remove(delivery);
    }
    Map<String, List<Row>> left = new TreeMap<>();
    for (Map.Entry<String, List<Row>> id : contents.entries()) {
      List<Row> others = id.getValue().stream()
          .filter(
              content -> !over.contains(CONTENTS.named(content).<String>getFieldAs(Cells.DELIVERY)))
          .toList();
      if (others.size() < id.getValue().size()) {
        left.put(id.getKey(), new ArrayList<>(others));
      }
    }
    for (Map.Entry<String, List<Row>> id : left.entrySet()) {
      if (id.getValue().isEmpty()) {
        contents.remove(id.getKey());
        shared.remove(id.getKey());
      } else {
        contents.put(id.getKey(), id.getValue());
      }
    }
    return takenEarly(over::contains);
  }
}
