package socketio.engineio;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server that upgrades as Node's does, and a network that delays everything: each method moves
 * one thing one step, and does nothing if there is nothing to move. What the client must never do
 * is asserted here.
 */
final class ModelServer {
  /** What the application at the server got. */
  final List<String> received = new ArrayList<>();

  final List<String> said = new ArrayList<>();
  boolean session;
  boolean closed;
  boolean upgraded;

  private final FakeNetwork network;
  private final Deque<String> outbox = new ArrayDeque<>();
  private final Deque<String> frames = new ArrayDeque<>();
  private int getsSeen;
  private int postsSeen;
  private int framesSeen;
  private boolean channelOpen;
  private boolean channelDead;
  private boolean probed;
  private FakeNetwork.@Nullable Exchange poll;
  private @Nullable String pollAnswer;
  private FakeNetwork.@Nullable Exchange posted;

  ModelServer(FakeNetwork network) {
    this.network = network;
  }

  /** A GET reaches the server. */
  void takeGet() {
    if (getsSeen == network.gets.size()) {
      return;
    }
    FakeNetwork.Exchange get = network.gets.get(getsSeen++);
    if (!session) {
      session = true;
      poll = get;
      pollAnswer = EngineTest.HANDSHAKE.replace("25000", "2000000");
      return;
    }
    assertNull(poll, "two polls at once");
    assertFalse(upgraded, "a poll after the upgrade");
    poll = get;
    flush();
  }

  /** The answer to a GET reaches the client. */
  void answerGet() {
    FakeNetwork.Exchange get = poll;
    String answer = pollAnswer;
    if (get == null) {
      return;
    }
    if (get.over()) {
      closed = true; // Node ends a session whose poll breaks off
      poll = null;
    } else if (answer != null) {
      poll = null;
      pollAnswer = null;
      get.answer(answer);
    }
  }

  /** A POST reaches the server. */
  void takePost() {
    if (postsSeen == network.posts.size() || posted != null) {
      return;
    }
    FakeNetwork.Exchange post = network.posts.get(postsSeen++);
    assertFalse(upgraded, "a post after the upgrade");
    for (String packet : post.body().split("\\|", -1)) {
      take(packet);
    }
    posted = post;
  }

  /** The answer to a POST reaches the client. */
  void answerPost() {
    FakeNetwork.Exchange post = posted;
    if (post != null) {
      posted = null;
      if (!post.over()) {
        post.answer("ok");
      }
    }
  }

  /** The channel opens. */
  void openChannel() {
    if (!network.channels.isEmpty() && !channelOpen && channelAlive()) {
      channelOpen = true;
      network.channel().open();
    }
  }

  /** A frame of the client's reaches the server. */
  void takeFrame() {
    if (!channelOpen || channelDead || framesSeen == network.channel().sent.size()) {
      return;
    }
    String packet = network.channel().sent.get(framesSeen++);
    if (packet.equals("2probe")) {
      probed = true;
      frames.add("3probe");
    } else if (packet.equals("5")) {
      assertTrue(probed);
      assertNull(poll, "upgraded with a poll pending");
      assertNull(posted, "upgraded with a post pending");
      upgraded = true;
      flush();
    } else {
      assertTrue(upgraded, "a packet on the channel before the upgrade");
      take(packet);
    }
  }

  /** A frame of the server's reaches the client. */
  void deliverFrame() {
    if (!frames.isEmpty() && channelAlive()) {
      network.channel().text(frames.remove());
    }
  }

  /** Node looks for a pending poll to end it. */
  void tick() {
    if (probed && !upgraded && poll != null && pollAnswer == null && channelAlive()) {
      pollAnswer = "6";
    }
  }

  /** The application at the server sends. */
  void say(String text) {
    if (session && !closed) {
      said.add(text);
      outbox.add("4" + text);
      flush();
    }
  }

  /** The channel breaks, unless the client has switched to it. */
  void breakChannel() {
    if (!network.channels.isEmpty() && channelAlive() && !network.channel().sent.contains("5")) {
      channelDead = true;
      probed = false;
      network.channel().listener.onFailure(new EOFException(), null);
    }
  }

  /** The end of the channel reaches the server. */
  void noticeEnd() {
    if (!network.channels.isEmpty()
        && (network.channel().aborted || network.channel().closeCode != 0)
        && framesSeen == network.channel().sent.size()) {
      if (upgraded) {
        closed = true;
      }
      if (!channelDead && network.channel().closeCode != 0) {
        network.channel().listener.onClose(1000, "");
      }
      channelDead = true;
    }
  }

  private boolean channelAlive() {
    return !channelDead && !network.channel().aborted;
  }

  private void take(String packet) {
    if (packet.equals("1")) {
      closed = true;
      if (poll != null && pollAnswer == null) {
        pollAnswer = "6";
      }
    } else {
      assertTrue(packet.startsWith("4"), packet);
      received.add(packet.substring(1));
    }
  }

  private void flush() {
    if (outbox.isEmpty()) {
      return;
    }
    if (upgraded) {
      frames.addAll(outbox);
      outbox.clear();
    } else if (poll != null && pollAnswer == null) {
      pollAnswer = String.join("|", outbox);
      outbox.clear();
    }
  }
}
