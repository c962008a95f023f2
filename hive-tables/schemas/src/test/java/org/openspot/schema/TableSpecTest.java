package org.openspot.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableSpecTest {
  private static final TableSpec FLOW = TableSpec.load("flow");
  private static final TableSpec PROXY = TableSpec.load("proxy");
  private static final TablePartition HOUR =
      TablePartition.of(Instant.parse("2016-07-08T09:59:59Z").getEpochSecond());

  @Test
  void flowHasSpotsColumnsInSpotsOrder() {
    assertThat(FLOW.columns().stream().map(c -> c.name() + " " + c.type().hiveName()))
        .containsExactly(
            "treceived STRING",
            "unix_tstamp BIGINT",
            "tryear INT",
            "trmonth INT",
            "trday INT",
            "trhour INT",
            "trminute INT",
            "trsec INT",
            "tdur FLOAT",
            "sip STRING",
            "dip STRING",
            "sport INT",
            "dport INT",
            "proto STRING",
            "flag STRING",
            "fwd INT",
            "stos INT",
            "ipkt BIGINT",
            "ibyt BIGINT",
            "opkt BIGINT",
            "obyt BIGINT",
            "input BIGINT",
            "output BIGINT",
            "sas BIGINT",
            "das BIGINT",
            "dtos INT",
            "dir INT",
            "rip STRING");
    assertThat(FLOW.partitionColumns().stream().map(c -> c.name() + " " + c.hiveName()))
        .containsExactly("y SMALLINT", "m TINYINT", "d TINYINT", "h TINYINT");
  }

  @Test
  void proxyHasSpotsColumnsInSpotsOrder() {
    assertThat(PROXY.columns().stream().map(c -> c.name() + " " + c.type().hiveName()))
        .containsExactly(
            "p_date STRING",
            "p_time STRING",
            "clientip STRING",
            "host STRING",
            "reqmethod STRING",
            "useragent STRING",
            "resconttype STRING",
            "duration BIGINT",
            "username STRING",
            "authgroup STRING",
            "exceptionid STRING",
            "filterresult STRING",
            "webcat STRING",
            "referer STRING",
            "respcode STRING",
            "action STRING",
            "urischeme STRING",
            "uriport STRING",
            "uripath STRING",
            "uriquery STRING",
            "uriextension STRING",
            "serverip STRING",
            "scbytes BIGINT",
            "csbytes BIGINT",
            "virusid STRING",
            "bcappname STRING",
            "bcappoper STRING",
            "fulluri STRING");
    assertThat(PROXY.partitionColumns().stream().map(c -> c.name() + " " + c.hiveName()))
        .containsExactly("y STRING", "m STRING", "d STRING", "h STRING");
  }

  @Test
  void textPartitionsCarryLeadingZeros() {
    assertThat(PROXY.directory(HOUR)).isEqualTo("y=2016/m=07/d=08/h=09");
    assertThat(Ddl.addPartitions("spot", PROXY, List.of(HOUR)))
        .isEqualTo(
            "ALTER TABLE `spot`.`proxy` ADD IF NOT EXISTS"
                + " PARTITION (`y`='2016',`m`='07',`d`='08',`h`='09')");
    assertThat(Ddl.createTable("spot", PROXY, "/p"))
        .contains("PARTITIONED BY (`y` STRING, `m` STRING, `d` STRING, `h` STRING)");
    assertThat(PROXY.rejects().directory(HOUR)).isEqualTo("y=2016/m=7/d=8/h=9");
  }

  @Test
  void dnsHasSpotsColumnsInSpotsOrder() {
    TableSpec dns = TableSpec.load("dns");
    assertThat(dns.columns().stream().map(c -> c.name() + " " + c.type().hiveName()))
        .containsExactly(
            "frame_time STRING",
            "unix_tstamp BIGINT",
            "frame_len INT",
            "ip_dst STRING",
            "ip_src STRING",
            "dns_qry_name STRING",
            "dns_qry_class STRING",
            "dns_qry_type INT",
            "dns_qry_rcode INT",
            "dns_a STRING");
    assertThat(dns.partitionColumns().stream().map(c -> c.name() + " " + c.hiveName()))
        .containsExactly("y SMALLINT", "m TINYINT", "d TINYINT", "h TINYINT");
    assertThat(Ddl.createTable("spot", dns, "hdfs://n:1/dns"))
        .startsWith("CREATE EXTERNAL TABLE IF NOT EXISTS `spot`.`dns` (")
        .contains("`dns_qry_rcode` INT")
        .contains("PARTITIONED BY (`y` SMALLINT, `m` TINYINT, `d` TINYINT, `h` TINYINT)")
        .contains("STORED AS PARQUET\nLOCATION 'hdfs://n:1/dns'\nTBLPROPERTIES (");
  }

  @Test
  void partitionsFollowTheRecordsOwnTimeInUtc() {
    assertThat(FLOW.directory(HOUR)).isEqualTo("y=2016/m=7/d=8/h=9");
    assertThat(FLOW.sqlValues(HOUR)).isEqualTo("`y`=2016,`m`=7,`d`=8,`h`=9");
    assertThat(FLOW.directory(TablePartition.of(-1))).isEqualTo("y=1969/m=12/d=31/h=23");
  }

  @Test
  void ddlNamesEveryColumnAndPlace() {
    assertThat(Ddl.createTable("spot", FLOW, "hdfs://n:1/a'b"))
        .startsWith("CREATE EXTERNAL TABLE IF NOT EXISTS `spot`.`flow` (")
        .contains("`input` BIGINT")
        .contains("PARTITIONED BY (`y` SMALLINT, `m` TINYINT, `d` TINYINT, `h` TINYINT)")
        .contains("STORED AS PARQUET\nLOCATION 'hdfs://n:1/a\\'b'\nTBLPROPERTIES (");
    assertThat(Ddl.addPartitions("spot", FLOW, List.of(HOUR)))
        .isEqualTo(
            "ALTER TABLE `spot`.`flow` ADD IF NOT EXISTS"
                + " PARTITION (`y`=2016,`m`=7,`d`=8,`h`=9)");
  }

  @Test
  void namesThatAreNotIdentifiersNeverReachAStatement() {
    assertThatThrownBy(() -> Ddl.createDatabase("spot`; DROP"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rejectsHaveATableOfTheirOwn() {
    assertThat(FLOW.rejects().name()).isEqualTo("flow_rejects");
    assertThat(FLOW.rejects().directory(HOUR)).isEqualTo("y=2016/m=7/d=8/h=9");
  }

  @Test
  void aTablePartitionIsFoundInAnySpellingByThoseWhoAskFor() {
    TableSpec flow = TableSpec.load("flow");
    TablePartition nine = flow.partition("y=2026/m=11/d=21/h=9").orElseThrow();
    assertThat(flow.partition("y=2026/m=11/d=21/h=09")).isEmpty();
    assertThat(flow.partitionInAnySpelling("y=2026/m=11/d=21/h=09")).contains(nine);
    TableSpec proxy = TableSpec.load("proxy");
    assertThat(proxy.partitionInAnySpelling("y=2026/m=11/d=21/h=9")).contains(nine);
    assertThat(proxy.partitionInAnySpelling("y=2026/m=11/d=21")).isEmpty();
    assertThat(proxy.partitionInAnySpelling("y=2026/m=11/d=41/h=9")).isEmpty();
  }

  @Test
  void scoresHaveSpotsColumnsInSpotsOrder() {
    assertThat(columns(FLOW.scores()))
        .containsExactly(
            "tstart STRING",
            "srcip STRING",
            "dstip STRING",
            "sport INT",
            "dport INT",
            "proto STRING",
            "ipkt BIGINT",
            "ibyt BIGINT",
            "opkt BIGINT",
            "obyt BIGINT",
            "ml_score DOUBLE",
            "rank INT",
            "srcip_internal INT",
            "dstip_internal INT",
            "src_geoloc STRING",
            "dst_geoloc STRING",
            "src_domain STRING",
            "dst_domain STRING",
            "src_rep STRING",
            "dst_rep STRING");
    assertThat(columns(TableSpec.load("dns").scores()))
        .containsExactly(
            "frame_time STRING",
            "unix_tstamp BIGINT",
            "frame_len BIGINT",
            "ip_dst STRING",
            "dns_qry_name STRING",
            "dns_qry_class STRING",
            "dns_qry_type INT",
            "dns_qry_rcode INT",
            "ml_score DOUBLE",
            "tld STRING",
            "query_rep STRING",
            "hh INT",
            "dns_qry_class_name STRING",
            "dns_qry_type_name STRING",
            "dns_qry_rcode_name STRING",
            "network_context STRING");
    assertThat(columns(PROXY.scores()))
        .containsExactly(
            "tdate STRING",
            "time STRING",
            "clientip STRING",
            "host STRING",
            "reqmethod STRING",
            "useragent STRING",
            "resconttype STRING",
            "duration BIGINT",
            "username STRING",
            "webcat STRING",
            "referer STRING",
            "respcode INT",
            "uriport INT",
            "uripath STRING",
            "uriquery STRING",
            "serverip STRING",
            "scbytes BIGINT",
            "csbytes BIGINT",
            "fulluri STRING",
            "word STRING",
            "ml_score DOUBLE",
            "uri_rep STRING",
            "respcode_name STRING",
            "network_context STRING");
  }

  private static List<String> columns(TableSpec table) {
    return table.columns().stream().map(c -> c.name() + " " + c.type().hiveName()).toList();
  }

  @Test
  void scoresAndTheirReasonsArePartitionedByDay() {
    TableSpec reasons = PROXY.reasons();
    assertThat(reasons.name()).isEqualTo("proxy_reasons");
    assertThat(reasons.directory(HOUR)).isEqualTo("y=2016/m=7/d=8");
    assertThat(reasons.sqlValues(HOUR)).isEqualTo("`y`=2016,`m`=7,`d`=8");
    assertThat(reasons.partition("y=2016/m=7/d=8"))
        .contains(TablePartition.of(Instant.parse("2016-07-08T00:00:00Z").getEpochSecond()));
    assertThat(FLOW.scores().directory(HOUR)).isEqualTo("y=2016/m=7/d=8");
  }
}
