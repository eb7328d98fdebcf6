/**
 * The API that applications use: clients, namespaces, options and exceptions.
 *
 * <p>A complete program. It renews its token before every attempt to connect, uses two namespaces,
 * acknowledges and is acknowledged with records, keeps events while it is offline, and ends when
 * the server asks for it:
 *
 * <pre>{@code
 * import java.time.Duration;
 * import java.util.Map;
 * import java.util.UUID;
 * import socketio.Client;
 * import socketio.ConnectOptions;
 * import socketio.ConnectionException;
 * import socketio.Namespace;
 * import socketio.OfflinePolicy;
 * import socketio.Reconnection;
 *
 * public class Shop {
 *   record Order(String item, int count) {}
 *   record Receipt(long id) {}
 *   record Offer(String item, double price) {}
 *   record Decision(boolean accepted) {}
 *
 *   public static void main(String[] args) throws InterruptedException {
 *     Client client =
 *         Client.builder()
 *             .reconnection(Reconnection.defaults().maxDelay(Duration.ofSeconds(30)))
 *             .offline(OfflinePolicy.buffer(1000, 1 << 20, Duration.ofMinutes(5)))
 *             .onError(Throwable::printStackTrace)
 *             .build();
 *     try (client) { // closes it, whatever happens
 *       client.on("news", String.class, text -> System.out.println("news: " + text));
 *       client.on("goodbye", arguments -> client.disconnect()); // ends await() below
 *       client.onReconnection(step -> System.out.println(step));
 *
 *       Namespace orders = client.namespace("/orders");
 *       orders.onConnect(() -> System.out.println("joined as " + orders.sid()));
 *       // The server emits with a callback; the result is the acknowledgement.
 *       orders.onCall("offer", Offer.class, offer -> new Decision(offer.price() < 10));
 *
 *       client.connect(
 *           ConnectOptions.to("https://example.com")
 *               .namespaces("/", "/orders")
 *               .auth(() -> Map.of("token", freshToken())));
 *
 *       client.emit("hello", "world");
 *       Receipt receipt = orders.call("order", new Order("tea", 2)).get(0, Receipt.class);
 *       System.out.println("ordered: " + receipt);
 *
 *       client.await();
 *     } catch (ConnectionException e) {
 *       System.err.println("not connected (" + e.phase() + "): " + e.getMessage());
 *     }
 *   }
 *
 *   static String freshToken() {
 *     return UUID.randomUUID().toString();
 *   }
 * }
 * }</pre>
 *
 * <p>Where to look:
 *
 * <ul>
 *   <li>to connect, wait and end: {@link socketio.Client}, or {@link socketio.AsyncClient} with
 *       futures; both also have the rules for threads, interrupts and closed clients
 *   <li>settings of a client: {@link socketio.ClientBuilder}, {@link socketio.Reconnection}, {@link
 *       socketio.OfflinePolicy}; of one connect: {@link socketio.ConnectOptions}
 *   <li>to receive: {@link socketio.Events} for the order of handlers and acknowledgements, {@link
 *       socketio.EventHandler} for threads and errors, {@link socketio.CallHandler} for
 *       acknowledgements, {@link socketio.Args} and {@link socketio.TypeRef} for values
 *   <li>to send: {@link socketio.Emitter} and {@link socketio.AsyncEmitter}; volatile events and
 *       retries: {@link socketio.EmitOptions}
 *   <li>several namespaces: {@link socketio.Namespace}; handlers as the methods of a class: {@link
 *       socketio.ClientNamespace}
 *   <li>without handlers, event by event: {@link socketio.SimpleClient}
 *   <li>what went wrong: {@link socketio.ConnectionException}, {@link
 *       socketio.DisconnectedException}, {@link socketio.NotConnectedException}, {@link
 *       socketio.AckTimeoutException}; all are {@link socketio.SocketIOException}s and unchecked
 *   <li>what happens to the connection: {@link socketio.ClientState}, {@link
 *       socketio.DisconnectReason}, {@link socketio.Reconnection.Event}
 *   <li>metrics, other transports and parsers: {@link socketio.spi}
 * </ul>
 *
 * <p>Parameters and results are never null unless marked {@code @Nullable}: null for another
 * parameter is refused at the call with a {@link java.lang.NullPointerException} that names it.
 */
@NullMarked
package socketio;

import org.jspecify.annotations.NullMarked;
