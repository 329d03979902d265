package io.costledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that can be followed by hand: of ec2's 1000.00 spark used 75 of 100 hours and search 25; of
 * its 750.00 spark keeps 112.50, and 637.50 by 2 : 1 are 425.00 for search and 212.50 for ads. 40.00
 * of the bill are search's own.
 */
class ExplainCommandTest {
  static final String POLICY = """
      costledger: 1
      name: small
      currency: USD
      basis: BILLED
      scale: 4
      grain: {start: 2026-09-01T00:00:00Z, end: 2026-10-01T00:00:00Z, every: whole}
      costCenters: [ads, infra, search]
      platforms:
        ec2:
          owner: infra
          model: {proportional: {unit: hours}}
        spark:
          owner: infra
          retain: 0.15
          model: {proportional: {unit: core-hours}}
      bill:
        rules:
          - {name: search, when: {column: SubAccountId, in: ["7"]}, to: "cost-center:search"}
          - {name: all, to: "platform:ec2"}
      """;
  static final String BILL = """
      BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,SubAccountId,ServiceName
      600.0000,USD,2026-09-01,2026-09-02,1,Compute
      400.0000,USD,2026-09-01,2026-09-02,1,Support
      40.0000,USD,2026-09-01,2026-09-02,7,Compute
      """;
  static final String USAGE = """
      id,platform,consumer,quantity,unit,charge_period_start,charge_period_end
      u1,ec2,platform:spark,75,hours,2026-09-01,2026-09-02
      u2,ec2,cost-center:search,25,hours,2026-09-01,2026-09-02
      u3,spark,cost-center:search,20,core-hours,2026-09-01,2026-09-02
      u4,spark,cost-center:ads,10,core-hours,2026-09-01,2026-09-02
      """;

  @TempDir
  Path path;

  private InputFolder folder = new InputFolder(Path.of(""));

  @BeforeEach
  void writeFiles() throws IOException {
    folder = InputFolder.write(path, POLICY, BILL, USAGE);
  }

  private Program explain(Object... what) {
    return folder.run("explain", what);
  }

  /** Without what is a digest of the inputs. */
  private static String out(Program program) {
    assertThat(program.err()).isEmpty();
    assertThat(program.exitCode()).isEqualTo(ExitCode.OK);
    return program
        .out()
        .replaceAll("run-[0-9a-f]+", "run-1")
        .replaceAll("usage@[0-9a-f]+", "usage@1");
  }

  @Nested
  class CostCenter {
    @Test
    void isExplainedInWordsByItsLineageAndByTheWayItCame() {
      assertThat(out(explain("--cost-center", "search"))).isEqualTo("""
          cost-center:search, 2026-09-01 to 2026-10-01, run run-1

          Cost center search bears USD 715.00. USD 40.00 came directly from the bill. USD 250.00 came from
          platform ec2, shared by hours. USD 425.00 came from platform spark, shared by core-hours.

          WHERE IT BEGAN (USD, less credits)
            Of search's 715.00, 675.00 is ec2, 40.00 is its own on the bill.
            root                 amount  of all
            ec2                  675.00   94.4%
            its own on the bill   40.00    5.6%
                                 ------  ------
            all                  715.00

          WHICH WAY IT CAME, who put what into whom (USD, less credits)
                              amount  of all that it had
            search            715.00
              spark           425.00  56.7% of 750.00
                ec2           750.00  75.0% of 1,000.00
                  the bill  1,000.00
              ec2             250.00  25.0% of 1,000.00, as above
              the bill         40.00

          LARGEST ENTRIES, 3 of 3 (--entry explains one to the last unit)
            entry  from            period        amount
                7  platform:spark  2026-09-01  425.0000
                3  platform:ec2    2026-09-01  250.0000
                1  bill:bill       2026-09-01   40.0000
          """);
    }

    @Test
    void hasItsRootsToldApartByAColumn() {
      assertThat(out(explain("--cost-center", "search", "--by", "ServiceName"))).contains("""
            Of search's 715.00, 405.00 is ec2 (Compute), 270.00 is ec2 (Support), 40.00 is its own on the bill
            (Compute).
            root                           amount  of all
            ec2 (Compute)                  405.00   56.6%
            ec2 (Support)                  270.00   37.8%
            its own on the bill (Compute)   40.00    5.6%
                                           ------  ------
            all                            715.00
          """);
    }
  }

  @Nested
  class PlatformOfTheRun {
    @Test
    void isExplainedByWhatItGotAndWhoBearsIt() {
      assertThat(out(explain("--platform", "ec2"))).isEqualTo("""
          platform:ec2, 2026-09-01 to 2026-10-01, run run-1

          Platform ec2 had USD 1,000.00. USD 1,000.00 came directly from the bill. Of that, USD 750.00 went to
          platform spark and USD 250.00 went to cost center search.

          WHO BEARS IN THE END WHAT THE BILL CHARGED TO IT (USD, less credits)
            account    amount  of all
            search     675.00   67.5%
            ads        212.50   21.2%
            infra      112.50   11.2%
                     --------  ------
            all      1,000.00

          WHICH WAY IT CAME, who put what into whom (USD, less credits)
                          amount  of all that it had
            ec2         1,000.00
              the bill  1,000.00

          LARGEST ENTRIES, 1 of 1 (--entry explains one to the last unit)
            entry  from       period         amount
                2  bill:bill  2026-09-01  1000.0000
          """);
    }
  }

  @Nested
  class Entry {
    @Test
    void isExplainedToTheLastUnit() {
      assertThat(out(explain("--entry", "7"))).isEqualTo("""
          Entry 7 of run run-1

          From 2026-09-01 to 2026-10-01, USD 425.00 of charges went from platform spark to cost center search.
          Platform spark (tier 1) had USD 750.00 from platform ec2. Of that, USD 112.50 it kept for its owner
          infra; USD 637.50 remained to pass on. It is shared among 2 consumers, by core-hours. Cost center
          search used 20 of 30 core-hours, so of USD 637.50 its share is USD 425.00 exactly. This rests on
          what was delivered as usage@1.

          WHAT CAME INTO THE POOL (exactly, in USD)
            entry  from            amount
                4  platform:ec2  750.0000
          """);
    }
  }

  @Nested
  class WhatIsNotThere {
    @Test
    void isSaid() {
      assertThat(explain("--entry", "8").err()).startsWith("Invalid entry: 8 (must be 1 to 7)\n");
      assertThat(explain("--cost-center", "serach").err())
          .startsWith("Invalid cost-center: serach (the policy declares none such)\n");
      assertThat(explain("--platform", "ec3").err())
          .startsWith("Invalid platform: ec3 (the policy declares none such)\n");
      Program program = explain("--platform", "ec2", "--by", "ServiceNmae");
      assertThat(program.err())
          .startsWith("Invalid column: ServiceNmae (no row of the bill has a text in it)\n");
      assertThat(program.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(program.out()).isEmpty();
    }
  }

  @Nested
  class TheCommandLine {
    @Test
    void namesExactlyOneThing() {
      Program without = explain();
      assertThat(without.err())
          .startsWith("Invalid command line: explain"
              + " (must name --cost-center, --platform or --entry)\n");
      assertThat(without.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(explain("--platform", "ec2", "--entry", "1").exitCode())
          .isEqualTo(ExitCode.BAD_INPUT);
    }
  }
}
