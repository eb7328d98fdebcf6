package socketio.core.link;

import java.net.CookieManager;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's in-memory cookie store with limits on number and size, because every response may set
 * any number of cookies. Thread-safe.
 */
final class CookieShelf implements CookieStore {
  /** RFC 6265, section 6.1, requires at least 50 per host; browsers keep this many. */
  static final int MAX_COOKIES = 180;

  /** The characters of name and value together; RFC 6265, section 6.1. */
  static final int MAX_LENGTH = 4096;

  private final CookieStore store = new CookieManager().getCookieStore();

  /** Ignores a cookie that could not be sent back. */
  @Override
  public synchronized void add(@Nullable URI uri, HttpCookie cookie) {
    String name = cookie.getName();
    String value = cookie.getValue() == null ? "" : cookie.getValue();
    if (name.length() + value.length() > MAX_LENGTH || !isSendable(name) || !isSendable(value)) {
      return;
    }
    store.add(uri, cookie);
    List<HttpCookie> all = store.getCookies(); // oldest first
    for (int i = 0; i < all.size() - MAX_COOKIES; i++) {
      store.remove(uri, all.get(i));
    }
  }

  /** Whether a header may contain the text; otherwise network libraries reject the request. */
  private static boolean isSendable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<HttpCookie> get(URI uri) {
    return store.get(uri);
  }

  @Override
  public List<HttpCookie> getCookies() {
    return store.getCookies();
  }

  @Override
  public List<URI> getURIs() {
    return store.getURIs();
  }

  @Override
  public boolean remove(@Nullable URI uri, HttpCookie cookie) {
    return store.remove(uri, cookie);
  }

  @Override
  public boolean removeAll() {
    return store.removeAll();
  }
}
