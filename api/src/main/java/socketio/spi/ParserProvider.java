package socketio.spi;

/** Creates packet codecs. */
public interface ParserProvider extends Provider {
  /**
   * Creates a parser with its default settings. Called once for a client.
   *
   * @return a parser
   */
  Parser create();
}
