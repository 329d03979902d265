package io.costledger.allocation.simulation;

import io.costledger.allocation.reference.ReferenceScenario;
import io.costledger.allocation.reference.ReferenceScenario.Row;
import io.costledger.allocation.reference.ReferenceScenario.Use;
import io.costledger.core.delivery.Delivery;
import java.util.ArrayList;
import java.util.List;

/**
 * All that happens to a company, as values: what is left out of it leaves the rest as it was.
 *
 * @param weeks how many weeks there are
 * @param start the company at first: its policy, without records
 * @param arrivals what is delivered
 * @param steps what happens, one after the other
 */
record Script(int weeks, ReferenceScenario start, List<Arrival> arrivals, List<Step> steps) {
  Script {
    arrivals = List.copyOf(arrivals);
    steps = List.copyOf(steps);
  }

  /**
   * A delivery with its records: of the bill, or of usage.
   *
   * @param delivery the delivery
   * @param isBill whether it is of the bill
   * @param rows what it brings then
   * @param uses what it brings else
   */
  record Arrival(Delivery delivery, boolean isBill, List<Row> rows, List<Use> uses) {}

  /**
   * Something that happens.
   *
   * @param salt what is random in the checks after it; its own, so that it stays when others go
   * @param event what happens
   */
  record Step(long salt, Event event) {}

  /** What happens. */
  sealed interface Event {
    /**
     * A delivery arrives, for the first time or again.
     *
     * @param number its place in {@link Script#arrivals}
     */
    record Arrives(int number) implements Event {}

    /**
     * Another policy holds from a week on, which may be past.
     *
     * @param from the week
     * @param shape the company then
     * @param why in words
     */
    record Changes(int from, ReferenceScenario shape, String why) implements Event {
      @Override
      public String toString() {
        return "from week " + from + ": " + why;
      }
    }

    /**
     * The books of a week are closed.
     *
     * @param week the week
     */
    record Closes(int week) implements Event {}
  }

  Script withStart(ReferenceScenario other) {
    return new Script(weeks, other, arrivals, steps);
  }

  Script withSteps(List<Step> others) {
    return new Script(weeks, start, arrivals, others);
  }

  Script withArrival(int number, Arrival other) {
    List<Arrival> others = new ArrayList<>(arrivals);
    others.set(number, other);
    return new Script(weeks, start, others, steps);
  }

  /** How many records are delivered. */
  int records() {
    return steps.stream()
        .map(Step::event)
        .filter(Event.Arrives.class::isInstance)
        .map(event -> arrivals.get(((Event.Arrives) event).number()))
        .mapToInt(arrival -> arrival.rows().size() + arrival.uses().size())
        .sum();
  }

  /** An event in words. */
  String words(Event event) {
    if (event instanceof Event.Arrives arrives) {
      Arrival arrival = arrivals.get(arrives.number());
      Delivery delivery = arrival.delivery();
      List<?> records = arrival.isBill() ? arrival.rows() : arrival.uses();
      return "arrives " + delivery.source() + "/" + delivery.id() + " " + delivery.mode() + " "
          + delivery.covers().orElseThrow() + " issued " + delivery.issuedAt().orElseThrow()
          + " with " + records.size() + " records";
    }
    return event.toString();
  }

  /** Everything, for somebody who looks for the mistake. */
  String text() {
    StringBuilder text = new StringBuilder("company: ").append(start).append('\n');
    for (Step step : steps) {
      text.append(words(step.event())).append('\n');
      if (step.event() instanceof Event.Arrives arrives) {
        Arrival arrival = arrivals.get(arrives.number());
        arrival.rows().forEach(row -> text.append("    ").append(row).append('\n'));
        arrival.uses().forEach(use -> text.append("    ").append(use).append('\n'));
      } else if (step.event() instanceof Event.Changes changes) {
        text.append("    ").append(changes.shape()).append('\n');
      }
    }
    return text.toString();
  }
}
