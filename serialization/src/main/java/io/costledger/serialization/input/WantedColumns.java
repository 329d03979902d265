package io.costledger.serialization.input;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is read of a file of rows. A format that stores columns apart leaves the others on the disk;
 * CSV checks them all the same.
 *
 * @param required the columns that must be there
 * @param numbers those whose cells are asked for as numbers
 * @param read which columns' cells are asked for at all, by name
 */
public record WantedColumns(List<String> required, Set<String> numbers, Predicate<String> read) {
  /** Copies the collections. */
  public WantedColumns {
    required = List.copyOf(required);
    numbers = Set.copyOf(numbers);
  }
}
