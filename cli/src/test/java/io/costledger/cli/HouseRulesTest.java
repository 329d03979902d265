package io.costledger.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassReader;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.FieldVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.MethodVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Opcodes;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Type;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The rules of the house that no single module can test: who may use whom (DESIGN.md, Modules), and
 * that no binary floating point is anywhere (SPEC 2.3). Generated classes are held to them too; they
 * stand in the packages of what they implement.
 */
class HouseRulesTest {
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("io.costledger");

  private static final String CORE = "io.costledger.core..";
  private static final String INVARIANTS = "io.costledger.invariants..";
  private static final String MODELS = "io.costledger.allocation..";
  private static final String SERIALIZATION = "io.costledger.serialization..";
  private static final String POLICY_FILE = "io.costledger.policyfile..";
  private static final String PARQUET = "io.costledger.parquet..";
  private static final String CLI = "io.costledger.cli..";

  @Test
  void theLibraryIsOnTheClassPath() {
    assertThat(CLASSES.stream().map(JavaClass::getPackageName))
        .contains("io.costledger.core", "io.costledger.invariants", "io.costledger.allocation");
    assertThat(CLASSES.stream().map(JavaClass::getSimpleName))
        .as("generated classes are held to the rules too")
        .contains("ImmutableLedgerEntry");
  }

  @Nested
  @DisplayName("modules (DESIGN.md)")
  class Modules {
    @Test
    void theCoreKnowsNoOtherModule() {
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INVARIANTS, MODELS, SERIALIZATION, POLICY_FILE, PARQUET, CLI)
          .check(CLASSES);
    }

    @Test
    void theCheckerSharesNoCodeWithWhatItChecks() {
      noClasses()
          .that()
          .resideInAPackage(INVARIANTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MODELS, SERIALIZATION, POLICY_FILE, PARQUET, CLI)
          .check(CLASSES);
    }

    @Test
    void theModelsKnowNoFiles() {
      noClasses()
          .that()
          .resideInAPackage(MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERIALIZATION, POLICY_FILE, PARQUET, CLI)
          .check(CLASSES);
    }

    @Test
    void nobodyKnowsTheCommandLine() {
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.costledger.cli..", "picocli..")
          .check(CLASSES);
    }

    @Test
    void onlyTheWireUsesJackson() {
      noClasses()
          .that()
          .resideOutsideOfPackages(SERIALIZATION, POLICY_FILE, PARQUET, CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson..", "tools.jackson..")
          .check(CLASSES);
    }

    @Test
    void onlyTheParquetInputUsesParquet() {
      noClasses()
          .that()
          .resideOutsideOfPackage(PARQUET)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.parquet..", "org.xerial.snappy..", "com.github.luben..")
          .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineKnowsTheParquetInput() {
      noClasses()
          .that()
          .resideOutsideOfPackages(PARQUET, CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PARQUET)
          .check(CLASSES);
    }

    @Test
    void onlyThePolicyFileUsesYaml() {
      noClasses()
          .that()
          .resideOutsideOfPackage(POLICY_FILE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.snakeyaml..", "org.yaml..")
          .check(CLASSES);
    }
  }

  @Nested
  @DisplayName("pure modules (SPEC 10.1: the library reads no clock)")
  class Pure {
    private static final Pattern CLOCKS =
        Pattern.compile("(now|currentTimeMillis|nanoTime|systemUTC|systemDefaultZone|tick.*)");

    private static final DescribedPredicate<AccessTarget> CLOCK = DescribedPredicate.describe(
        "a clock",
        target -> CLOCKS.matcher(target.getName()).matches()
            && (target.getOwner().getPackageName().startsWith("java.time")
                || target.getOwner().isEquivalentTo(System.class)));

    @Test
    void readNoClock() {
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .accessTargetWhere(DescribedPredicate.describe(
              "target is a clock", access -> CLOCK.test(access.getTarget())))
          .check(CLASSES);
    }

    @Test
    void doNoInputOrOutput() {
      noClasses()
          .that()
          .resideInAnyPackage(CORE, INVARIANTS, MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|Console)")
          .check(CLASSES);
    }

    @Test
    void logNothing() {
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
          .check(CLASSES);
    }
  }

  @Nested
  @DisplayName("SPEC 2.3: no binary floating point, anywhere")
  class FloatingPoint {
    @Test
    void isInNoFieldSignatureOrInstruction() throws IOException {
      List<String> found = new ArrayList<>();
      for (JavaClass type : CLASSES) {
        if (!type.getPackageName().startsWith("io.costledger.cli")) {
          found.addAll(Floats.in(type.getName()));
        }
      }
      assertThat(found).isEmpty();
    }

    @Test
    void wouldBeFound() throws IOException {
      assertThat(Floats.in(Offender.class.getName()))
          .contains(
              "field " + Offender.class.getName() + ".rate",
              "signature " + Offender.class.getName() + ".asFloat",
              "instruction in " + Offender.class.getName() + ".hidden",
              "call of java.math.BigInteger.doubleValue in "
                  + Offender.class.getName()
                  + ".compared")
          .noneMatch(finding -> finding.contains("exact"));
    }
  }

  /** What the rule must find; each member hides floating point in another way. */
  @SuppressWarnings("unused")
  private static final class Offender {
    private double rate;

    private Float asFloat(long units) {
      return null;
    }

    private static long hidden(long units) {
      return (long) (units * 0.5);
    }

    private static boolean compared(java.math.BigInteger units) {
      return units.doubleValue() > 0;
    }

    private static long exact(long units) {
      return units / 2;
    }
  }

  /** Looks for float and double in one class file, whatever the source looked like. */
  private static final class Floats extends ClassVisitor {
    /** Every instruction without operand that reads, makes, moves or compares one. */
    private static final Set<Integer> INSTRUCTIONS = Set.of(
        Opcodes.FCONST_0,
        Opcodes.FCONST_1,
        Opcodes.FCONST_2,
        Opcodes.DCONST_0,
        Opcodes.DCONST_1,
        Opcodes.FALOAD,
        Opcodes.DALOAD,
        Opcodes.FASTORE,
        Opcodes.DASTORE,
        Opcodes.FADD,
        Opcodes.DADD,
        Opcodes.FSUB,
        Opcodes.DSUB,
        Opcodes.FMUL,
        Opcodes.DMUL,
        Opcodes.FDIV,
        Opcodes.DDIV,
        Opcodes.FREM,
        Opcodes.DREM,
        Opcodes.FNEG,
        Opcodes.DNEG,
        Opcodes.I2F,
        Opcodes.I2D,
        Opcodes.L2F,
        Opcodes.L2D,
        Opcodes.F2I,
        Opcodes.F2L,
        Opcodes.F2D,
        Opcodes.D2I,
        Opcodes.D2L,
        Opcodes.D2F,
        Opcodes.FCMPL,
        Opcodes.FCMPG,
        Opcodes.DCMPL,
        Opcodes.DCMPG,
        Opcodes.FRETURN,
        Opcodes.DRETURN,
        Opcodes.FLOAD,
        Opcodes.DLOAD,
        Opcodes.FSTORE,
        Opcodes.DSTORE);

    private final String type;
    private final List<String> found = new ArrayList<>();

    private Floats(String type) {
      super(Opcodes.ASM9);
      this.type = type;
    }

    static List<String> in(String type) throws IOException {
      String resource = "/" + type.replace('.', '/') + ".class";
      try (InputStream bytes = HouseRulesTest.class.getResourceAsStream(resource)) {
        assertThat(bytes).as(resource).isNotNull();
        Floats floats = new Floats(type);
        new ClassReader(bytes).accept(floats, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return floats.found;
      }
    }

    private static boolean isFloating(Type type) {
      Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
      return element.getSort() == Type.FLOAT
          || element.getSort() == Type.DOUBLE
          || element.getClassName().equals("java.lang.Float")
          || element.getClassName().equals("java.lang.Double");
    }

    private static boolean isFloatingMethod(String descriptor) {
      if (isFloating(Type.getReturnType(descriptor))) {
        return true;
      }
      for (Type argument : Type.getArgumentTypes(descriptor)) {
        if (isFloating(argument)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      if (isFloating(Type.getType(descriptor))) {
        found.add("field " + type + "." + name);
      }
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      if (isFloatingMethod(descriptor)) {
        found.add("signature " + type + "." + method);
      }
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitInsn(int opcode) {
          instruction(opcode);
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
          instruction(opcode);
        }

        @Override
        public void visitLdcInsn(Object value) {
          if (value instanceof Float || value instanceof Double) {
            found.add("instruction in " + type + "." + method);
          }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
          if (opcode == Opcodes.NEWARRAY
              && (operand == Opcodes.T_FLOAT || operand == Opcodes.T_DOUBLE)) {
            found.add("instruction in " + type + "." + method);
          }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
          if (isFloating(Type.getType(descriptor))) {
            found.add("field " + owner.replace('/', '.') + "." + name + " in " + type);
          }
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          if (isFloatingMethod(descriptor)) {
            found.add(
                "call of " + owner.replace('/', '.') + "." + name + " in " + type + "." + method);
          }
        }

        private void instruction(int opcode) {
          if (INSTRUCTIONS.contains(opcode)) {
            found.add("instruction in " + type + "." + method);
          }
        }
      };
    }
  }
}
