package io.costledger.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that a run is made of.
 *
 * @param bill the bill, as FOCUS lays it out
 * @param usage the usage files, possibly none
 * @param policy the policy
 * @param models a jar of models that the policy may name; empty: none
 * @param billDelivery the id of the bill's delivery; empty: made of source and digest
 * @param previous the folder of the run before, if estimates may rest on it
 */
record InputFiles(
    Path bill,
    List<Path> usage,
    Path policy,
    Optional<Path> models,
    Optional<String> billDelivery,
    Optional<Path> previous) {
  InputFiles {
    usage = List.copyOf(usage);
  }
}
