package socketio.core.observe;

import java.util.function.Consumer;
import socketio.spi.Packet;
import socketio.spi.WireTap;

/** A wire tap that prints each packet as one line of text. */
public final class PacketLines implements WireTap {
  private final Consumer<? super String> lines;

  public PacketLines(Consumer<? super String> lines) {
    this.lines = lines;
  }

  @Override
  public void sent(Packet packet) {
    lines.accept("-> " + PacketText.withContent(packet));
  }

  @Override
  public void received(Packet packet) {
    lines.accept("<- " + PacketText.withContent(packet));
  }
}
