package socketio.benchmarks;

/** The payload of the events. */
enum Kind {
  /** One object, about 100 bytes of JSON. */
  SMALL("42[\"e\"," + Reading.JSON + "]", 0),

  /** An object with eight small ones, about 900 bytes. */
  MEDIUM("42[\"e\"," + Report.JSON + "]", 0),

  /** 16 KiB of bytes. */
  BINARY("451-[\"e\",{\"_placeholder\":true,\"num\":0}]", 16 << 10);

  /** The text of an event. */
  final String text;

  /** The size of its attachment. */
  final int attachment;

  Kind(String text, int attachment) {
    this.text = text;
    this.attachment = attachment;
  }
}
