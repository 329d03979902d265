package io.costledger.cli;

import io.costledger.core.Invalid;
import io.costledger.policyfile.NamedModel;
import io.costledger.policyfile.NamedModels;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.zip.ZipFile;

/** The allocation models of a user's own jar, which {@code META-INF/services} names. */
final class ModelsJar {
  private ModelsJar() {}

  /**
   * Loads the models. The jar stays open as long as they are in use, since their classes are loaded
   * as a run needs them.
   *
   * @throws IOException if the file is no jar
   * @throws IllegalArgumentException if it holds no model, or one that can't be taken
   */
  static NamedModels read(Path jar) throws IOException {
    // The loader itself says nothing of a file that is no jar.
    new ZipFile(jar.toFile()).close();
    URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, NamedModel.class.getClassLoader());
    List<NamedModel> models = new ArrayList<>();
    try {
      ServiceLoader.load(NamedModel.class, loader).forEach(models::add);
      if (models.isEmpty()) {
        throw Invalid.argument(
            "models", jar, "no class in META-INF/services/" + NamedModel.class.getName());
      }
      return NamedModels.of(models);
    } catch (IllegalArgumentException e) {
      loader.close();
      throw e;
    } catch (Throwable e) {
      loader.close();
      if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
        // Not of the jar's making: memory that ran out, for one.
        throw e;
      }
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      throw Invalid.argument("models", jar, "can't be loaded: " + Invalid.thrown(thrown));
    }
  }
}
