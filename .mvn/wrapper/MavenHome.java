import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Fetches the Maven that this project pins, and prints its home. {@code mvnw} runs this file as it
 * is, with nothing but a JDK, when it finds no such Maven; see docs/build.md for why this is not
 * the usual wrapper.
 *
 * <p>Arguments: the properties file, and Maven's user directory. The distribution ends in {@code
 * wrapper/dists/<artifact>-<version>/<start of its checksum>} there. It is unpacked beside that
 * folder and moved in one step, so that of two wrappers at once one wins and the other uses what is
 * there.
 *
 * <p>Environment: {@code MVNW_REPOURL} is the base of another repository (also a {@code file:}
 * one); {@code https_proxy}, {@code http_proxy} and {@code no_proxy} in either case; without them
 * the JVM's own proxy properties.
 */
final class MavenHome {
  private static final int ATTEMPTS = 3;

  /**
   * Group, artifact, version, classifier and type, as in {@code
   * org.apache.maven:apache-maven:3.9.9:bin:zip}.
   */
  private final String[] coordinates;

  private final String sha512;
  private final Path userHome;

  private MavenHome(String[] coordinates, String sha512, Path userHome) {
    this.coordinates = coordinates;
    this.sha512 = sha512;
    this.userHome = userHome;
  }

  public static void main(String[] args) {
    try {
      System.out.println(read(Path.of(args[0]), Path.of(args[1])).home());
    } catch (Failure e) {
      System.err.println("mvnw: " + e.getMessage());
      System.exit(1);
    } catch (Exception e) {
      System.err.println("mvnw: " + e);
      System.exit(1);
    }
  }

  private static MavenHome read(Path file, Path userHome) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    String[] coordinates = properties.getProperty("distribution", "").trim().split(":");
    String sha512 = properties.getProperty("sha512", "").trim();
    if (coordinates.length != 5 || !coordinates[4].equals("zip")) {
      throw new Failure(file + ": distribution must be group:artifact:version:classifier:zip");
    }
    if (!sha512.matches("[0-9a-f]{128}")) {
      throw new Failure(file + ": sha512 must be 128 small hexadecimal digits");
    }
    return new MavenHome(coordinates, sha512, userHome.toAbsolutePath());
  }

  private Path home() throws Exception {
    String name = coordinates[1] + "-" + coordinates[2];
    Path home = userHome.resolve(Path.of("wrapper", "dists", name, sha512.substring(0, 16)));
    if (isMaven(home)) {
      return home;
    }
    if (Files.exists(home)) {
      throw new Failure(home + " is there, but holds no Maven. Delete it and try again.");
    }
    Files.createDirectories(home.getParent());
    Path work = Files.createTempDirectory(home.getParent(), ".unpacking-");
    try {
      Path archive = work.resolve("archive.zip");
      fetch(uri(), archive);
      Path unpacked = unzip(archive, work.resolve("maven"));
      move(unpacked, home);
    } finally {
      delete(work);
    }
    return home;
  }

  private static boolean isMaven(Path home) {
    return Files.isRegularFile(home.resolve("bin").resolve("mvn"));
  }

  private URI uri() {
    String base = System.getenv("MVNW_REPOURL");
    if (base == null || base.isBlank()) {
      base = defaultRepository();
    }
    String file =
        String.join("-", coordinates[1], coordinates[2], coordinates[3]) + "." + coordinates[4];
    String path =
        String.join("/", coordinates[0].replace('.', '/'), coordinates[1], coordinates[2], file);
    return URI.create(base.trim().replaceAll("/+$", "") + "/" + path);
  }

  /** Maven's own default repository: {@code repo.}, then the group id read backwards. */
  private String defaultRepository() {
    List<String> labels = Arrays.asList(coordinates[0].split("\\."));
    Collections.reverse(labels);
    return "https://repo." + String.join(".", labels) + "/maven2";
  }

  private void fetch(URI uri, Path archive) throws Exception {
    System.err.println("mvnw: fetching " + uri);
    for (int attempt = 1; ; attempt++) {
      String found;
      try {
        found = download(uri, archive);
      } catch (IOException e) {
        if (attempt < ATTEMPTS && !(e instanceof java.io.FileNotFoundException)) {
          Thread.sleep(1000L * attempt);
          continue;
        }
        throw new Failure(
            "cannot fetch "
                + uri
                + ": "
                + e
                + "\n"
                + "Set MVNW_REPOURL to the base of a repository that you can reach, or"
                + " https_proxy.");
      }
      if (!found.equals(sha512)) {
        throw new Failure(
            uri
                + " is not the pinned file.\n  pinned sha512 "
                + sha512
                + "\n  found         "
                + found);
      }
      return;
    }
  }

  private static String download(URI uri, Path archive) throws Exception {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!List.of("https", "http", "file").contains(scheme)) {
      throw new Failure("MVNW_REPOURL must start with https:, http: or file:, but gives " + uri);
    }
    Proxy proxy = proxy(uri);
    URLConnection connection =
        proxy == null ? uri.toURL().openConnection() : uri.toURL().openConnection(proxy);
    connection.setConnectTimeout(30_000);
    connection.setReadTimeout(60_000);
    MessageDigest digest = MessageDigest.getInstance("SHA-512");
    try (InputStream in = connection.getInputStream();
        OutputStream out = new DigestOutputStream(Files.newOutputStream(archive), digest)) {
      in.transferTo(out);
    }
    StringBuilder hex = new StringBuilder();
    for (byte b : digest.digest()) {
      hex.append(String.format(Locale.ROOT, "%02x", b));
    }
    return hex.toString();
  }

  /** The proxy that the environment names for this address; null leaves the choice to the JVM. */
  private static Proxy proxy(URI uri) {
    String value = variable(uri.getScheme() + "_proxy");
    if (uri.getHost() == null || value == null) {
      return null;
    }
    String bypass = variable("no_proxy");
    for (String suffix : bypass == null ? new String[0] : bypass.split("[,\\s]+")) {
      String bare = suffix.replaceFirst("^\\*?\\.", "");
      boolean same = uri.getHost().equals(bare) || uri.getHost().endsWith("." + bare);
      if (suffix.equals("*") || (!bare.isEmpty() && same)) {
        return Proxy.NO_PROXY;
      }
    }
    URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
    if (proxy.getHost() == null) {
      throw new Failure(uri.getScheme() + "_proxy names no host");
    }
    useLogin(proxy);
    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port));
  }

  private static void useLogin(URI proxy) {
    if (proxy.getUserInfo() == null) {
      return;
    }
    String[] login = proxy.getUserInfo().split(":", 2);
    char[] secret = login.length < 2 ? new char[0] : login[1].toCharArray();
    // The JDK refuses Basic through a tunnel unless it is told otherwise.
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            boolean asked = getRequestorType() == RequestorType.PROXY;
            return asked ? new PasswordAuthentication(login[0], secret) : null;
          }
        });
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    value = value == null ? System.getenv(name.toUpperCase(Locale.ROOT)) : value;
    return value == null || value.isBlank() ? null : value.trim();
  }

  /** Unpacks what lies under the archive's one top folder. */
  private static Path unzip(Path archive, Path target) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String below = entry.getName().substring(entry.getName().indexOf('/') + 1);
        Path file = target.resolve(below).normalize();
        if (!file.startsWith(target)) {
          throw new Failure("the archive has an entry outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, file);
          }
        }
      }
    }
    if (!isMaven(target)) {
      throw new Failure("the archive holds no Maven");
    }
    // A zip has lost the right to run; mvnw does without, others may not.
    for (String program : List.of("mvn", "mvnDebug", "mvnyjp")) {
      target.resolve("bin").resolve(program).toFile().setExecutable(true, false);
    }
    return target;
  }

  private static void move(Path unpacked, Path home) throws IOException {
    try {
      Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!isMaven(home)) {
        throw e;
      }
      // Another wrapper was quicker; its Maven has passed the same checksum.
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** What the user can mend, told without a stack trace. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }
}
