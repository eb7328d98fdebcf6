/**
 * A Socket.IO server for tests. {@link socketio.testkit.FakeServer} speaks the real protocol to any
 * client, on loopback or in memory, and injects faults on command; {@link
 * socketio.testkit.FakeEngineServer} is the Engine.IO server beneath it; {@link
 * socketio.testkit.ManualLoop} and {@link socketio.testkit.FakeTransport} replace time and network.
 */
@NullMarked
package socketio.testkit;

import org.jspecify.annotations.NullMarked;
