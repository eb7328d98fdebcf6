package socketio.spi;

/**
 * Creates parsers.
 *
 * @since 1.0
 */
public interface ParserProvider extends Provider {
  /**
   * Creates a parser with its default settings. Called once for each client.
   *
   * @return a parser
   */
  Parser create();
}
