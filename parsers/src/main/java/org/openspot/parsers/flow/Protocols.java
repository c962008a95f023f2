package org.openspot.parsers.flow;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * What nfdump calls the protocols of IP. Its names are shorter than IANA's, and Spot's tables and
 * words hold nfdump's. Taken from nfdump 1.7.1, by having it print a flow of each protocol; one
 * without a name prints as its number.
 */
final class Protocols {
  private static final String[] NAMES =
      ("0 ICMP IGMP GGP IPIP ST TCP CBT EGP IGP BBN NVPII PUP ARGUS ENCOM XNET CHAOS UDP MUX DCN"
              + " HMP PRM XNS Trnk1 Trnk2 Leaf1 Leaf2 RDP IRTP ISO-4 NETBK MFESP MEINP DCCP 3PC"
              + " IDPR XTP DDP IDPR TP++ IL IPv6 SDRP Rte6 Frag6 IDRP RSVP GRE MHRP BNA ESP AH"
              + " INLSP SWIPE NARP MOBIL TLSP SKIP ICMP6 NOHE6 OPTS6 HOST CFTP NET SATNT KLAN RVD"
              + " IPPC FS SATM VISA IPCV CPNX CPHB WSN PVP BSATM SUNND WBMON WBEXP ISOIP VMTP SVMTP"
              + " VINES TTP NSIGP DGP TCF EIGRP OSPF S-RPC LARP MTP AX.25 OS MICP SCCSP ETHIP ENCAP"
              + " 99 GMTP IFMP PNNI PIM ARIS SCPS QNX A/N IPcmp SNP CpqPP IPXIP VRRP PGM 0hop L2TP"
              + " DDX IATP STP SRP UTI SMP SM PTP ISIS4 FIRE CRTP CRUDP 128 IPLT SPS PIPE SCTP FC"
              + " 134 MHEAD UDP-L MPLS")
          .split(" ");

  private static final byte[][] BYTES =
      IntStream.range(0, 256)
          .mapToObj(number -> name(number).getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  private Protocols() {}

  /** The name of a protocol, 0 to 255. */
  static String name(int number) {
    return number < NAMES.length ? NAMES[number] : Integer.toString(number);
  }

  /** The name in ASCII; not to be changed. */
  static byte[] bytes(int number) {
    return BYTES[number];
  }
}
