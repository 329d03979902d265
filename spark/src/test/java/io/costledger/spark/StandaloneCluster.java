package io.costledger.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Spark's own master and two workers, each a process of its own, from the jars of its Maven
 * artifacts: what a distribution has in its folder {@code jars}. The workers have different names, for
 * Spark makes no second attempt on a host where the first still runs.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int SECONDS = 120;

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final String master;

  /** Starts it; the folder is empty. */
  StandaloneCluster(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    Path jars = Files.createDirectories(folder.resolve("home").resolve("jars"));
    String classPath = Files.readString(Path.of("target", "provided.classpath")).strip();
    for (String jar : classPath.split(File.pathSeparator, -1)) {
      Files.createSymbolicLink(jars.resolve(Path.of(jar).getFileName()), Path.of(jar));
    }
    int port = freePort();
    master = "spark://" + HOST + ":" + port;
    try {
      start(
          "master",
          "org.apache.spark.deploy.master.Master",
          List.of("--host", HOST, "--port", Integer.toString(port), "--webui-port", "0"));
      awaitOpen(port);
      for (String host : List.of(HOST, "localhost")) {
        start(
            "worker-" + host,
            "org.apache.spark.deploy.worker.Worker",
            List.of(
                "--host",
                host,
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                folder.resolve("work-" + host).toString(),
                master));
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What {@code bin/spark-submit} starts; returns when the job has ended well. */
  void submit(List<String> arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("--master", master));
    words.addAll(arguments);
    Process job = start("submit", "org.apache.spark.deploy.SparkSubmit", words);
    if (!job.waitFor(5L * SECONDS, TimeUnit.SECONDS) || job.exitValue() != 0) {
      throw new IllegalStateException("spark-submit failed\n" + log("submit"));
    }
  }

  /** What a process said. */
  String log(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".log"));
  }

  private Process start(String name, String main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Short lives: what is gained by the second compiler costs more than it brings.
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ", -1)));
    command.addAll(
        List.of("-cp", folder.resolve("home").resolve("jars").resolve("*").toString(), main));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitOpen(int port) throws IOException, InterruptedException {
    for (int tries = 0; tries < SECONDS * 10; tries++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        processes.get(0).waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
    throw new IllegalStateException("The master did not start\n" + log("master"));
  }

  /** Ends all processes; a worker takes its executors with it. */
  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
