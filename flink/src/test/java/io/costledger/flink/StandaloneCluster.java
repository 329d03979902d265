package io.costledger.flink;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A session cluster in processes of its own, by the classes that the scripts of a distribution
 * start: {@code start-cluster.sh} a job manager and task managers, {@code flink} the command line.
 * Flink's jars are on their class path, as a distribution's {@code lib}; ours are not.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Pattern RPC = Pattern.compile("started at pekko\\.tcp://[^ ]*:(\\d+)");
  private static final Pattern REST = Pattern.compile("Rest endpoint listening at [^ ]*:(\\d+)");

  private static final Pattern FOR_TESTS = Pattern.compile(
      ".*-tests\\.jar|flink-test-.*|(junit|jqwik|opentest4j|assertj|hamcrest|byte-buddy|apiguardian).*");

  private final Path folder;
  private final String lib;
  private final List<Process> processes = new ArrayList<>();
  private final String rpcPort;
  private final String restPort;

  /** Starts a job manager. */
  StandaloneCluster(Path folder) throws IOException {
    this.folder = folder;
    this.lib = lib();
    Files.writeString(folder.resolve("config.yaml"), """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.bind-host: 127.0.0.1
        jobmanager.rpc.port: 0
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.bind-port: 0
        taskmanager.host: 127.0.0.1
        taskmanager.bind-host: 127.0.0.1
        taskmanager.numberOfTaskSlots: 2
        taskmanager.cpu.cores: 2
        taskmanager.memory.task.heap.size: 256m
        taskmanager.memory.task.off-heap.size: 0
        taskmanager.memory.framework.heap.size: 64m
        taskmanager.memory.framework.off-heap.size: 64m
        taskmanager.memory.network.min: 32m
        taskmanager.memory.network.max: 32m
        taskmanager.memory.managed.size: 32m
        taskmanager.memory.jvm-metaspace.size: 128m
        taskmanager.memory.jvm-overhead.min: 64m
        taskmanager.memory.jvm-overhead.max: 64m
        heartbeat.interval: 500
        pekko.startup-timeout: 2 min
        pekko.ask.timeout: 2 min
        client.timeout: 2 min
        restart-strategy.type: fixed-delay
        restart-strategy.fixed-delay.attempts: 100
        restart-strategy.fixed-delay.delay: 100 ms
        io.tmp.dirs: %s
        """.formatted(folder));
    Files.writeString(folder.resolve("log4j.properties"), """
        rootLogger.level = INFO
        rootLogger.appenderRef.out.ref = out
        appender.out.name = out
        appender.out.type = CONSOLE
        appender.out.layout.type = PatternLayout
        appender.out.layout.pattern = %p %c{1} %m%n
        """);
    BufferedReader log = start(
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            "--configDir",
            folder.toString())
        .inputReader();
    this.rpcPort = found(log, RPC);
    this.restPort = found(log, REST);
    drain(log);
  }

  /** Flink's jars and what they need: what is neither ours nor for tests alone. */
  private static String lib() throws IOException {
    Set<String> ours = Set.copyOf(UberJar.ours());
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(place -> place.endsWith(".jar") && !ours.contains(place))
        .filter(place -> !FOR_TESTS.matcher(new File(place).getName()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Process start(String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx320m",
        "-XX:TieredStopAtLevel=1",
        // One of the flags that a distribution's own configuration sets.
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "-Dlog4j.configurationFile=" + folder.resolve("log4j.properties"),
        "-cp",
        lib,
        main));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FLINK_CONF_DIR", folder.toString());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** Starts a task manager with two slots. */
  TaskManager taskManager() throws IOException {
    return new TaskManager(start(
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        "--configDir",
        folder.toString(),
        "-D",
        "jobmanager.rpc.port=" + rpcPort));
  }

  /** {@code flink run}, with the options and the jar; what it prints. */
  Process flinkRun(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("run", "-Drest.port=" + restPort));
    all.addAll(Arrays.asList(arguments));
    return start("org.apache.flink.client.cli.CliFrontend", all.toArray(String[]::new));
  }

  /** A process with slots. */
  record TaskManager(Process process, BufferedReader log) {
    TaskManager(Process process) {
      this(process, process.inputReader());
    }

    /** Waits until a job prints a line here, as long as its client lives. */
    void await(String line, Process client) throws IOException {
      Future<?> unused = client.onExit().thenRun(this::kill);
      found(log, Pattern.compile("(" + Pattern.quote(line) + ")"));
    }

    /** As the kernel would: no hook runs. */
    void kill() {
      process.destroyForcibly().onExit().join();
    }
  }

  /** The first group of the first line that a pattern finds. */
  private static String found(BufferedReader log, Pattern pattern) throws IOException {
    Deque<String> last = new ArrayDeque<>();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      last.add(line);
      if (last.size() > 50) {
        last.remove();
      }
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new AssertionError("Ended without " + pattern + ":\n" + String.join("\n", last));
  }

  /** Reads on, so that the process never waits for a reader. */
  static void drain(BufferedReader log) {
    Thread thread = new Thread(() -> log.lines().forEach(line -> {}));
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroyForcibly().onExit().join();
    }
  }
}
