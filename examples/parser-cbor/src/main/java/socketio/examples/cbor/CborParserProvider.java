package socketio.examples.cbor;

import socketio.spi.Parser;
import socketio.spi.ParserProvider;

/** Offers {@link CborPacketParser} under the name {@code "cbor"}. */
public final class CborParserProvider implements ParserProvider {
  /** For {@link java.util.ServiceLoader}. */
  public CborParserProvider() {}

  @Override
  public String name() {
    return "cbor";
  }

  /** Below those of the library, so that it is used where it is named, or alone. */
  @Override
  public int priority() {
    return -10;
  }

  @Override
  public Parser create() {
    return new CborPacketParser();
  }
}
