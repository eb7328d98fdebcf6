package socketio.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import socketio.spi.Frame;

class ReadGateTest {
  private static final Frame FRAME = new Frame.Text("x");

  private final ReadGate gate = new ReadGate();

  @Test
  void isOpenAtTheStart() {
    assertEquals(ReadGate.Pass.DELIVER, gate.pass(FRAME));
    assertTrue(gate.mayContinue());
    assertEquals(new ReadGate.Resume.Nothing(), gate.open());
  }

  @Test
  void aMessageThatComesWhileItIsShutIsDeliveredLater() {
    gate.shut();
    assertEquals(ReadGate.Pass.HOLD, gate.pass(FRAME));

    assertEquals(new ReadGate.Resume.Deliver(FRAME), gate.open());
    assertEquals(new ReadGate.Resume.Nothing(), gate.open());
  }

  @Test
  void theNextPartIsRequestedOnceWhenItOpens() {
    gate.shut();
    assertFalse(gate.mayContinue());

    assertEquals(new ReadGate.Resume.Demand(), gate.open());
    assertEquals(new ReadGate.Resume.Nothing(), gate.open());
  }

  @Test
  void whatIsHeldIsDroppedWhenNothingIsWantedAnyMore() {
    gate.shut();
    assertEquals(ReadGate.Pass.HOLD, gate.pass(FRAME));

    assertEquals(new ReadGate.Resume.Demand(), gate.discard());
    assertTrue(gate.isDiscarding());
    assertEquals(ReadGate.Pass.DROP, gate.pass(FRAME));
    assertTrue(gate.mayContinue());
    assertEquals(new ReadGate.Resume.Nothing(), gate.open());
    assertEquals(ReadGate.Pass.DROP, gate.pass(FRAME));
  }
}
