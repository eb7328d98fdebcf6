package socketio.engineio;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Explains why TLS failed and what to do about it, as far as the JVM's error shows it. */
final class TlsFailureAdvice {
  private static final int MAX_CAUSES = 20;

  private TlsFailureAdvice() {}

  /** A question or advice to follow the message of the error. */
  static String of(SSLException error) {
    if (has(error, CertificateExpiredException.class)) {
      return "the server's certificate has expired";
    }
    if (has(error, CertificateNotYetValidException.class)) {
      return "the server's certificate is not valid yet; is the clock of this machine right?";
    }
    if (has(error, CertPathBuilderException.class)
        || has(error, CertPathValidatorException.class)) {
      return "the server's certificate was issued by nobody whom this client trusts; set trusted issuers with"
          + " the SSLContext of ClientBuilder.tls, or with javax.net.ssl.trustStore";
    }
    if (has(error, CertificateException.class) || has(error, SSLPeerUnverifiedException.class)) {
      return "the server's certificate is not valid for this host";
    }
    String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("fatal alert")) {
      return ofAlert(message);
    }
    if (message.contains("unrecognized ssl message") || message.contains("plaintext")) {
      return "the server does not speak TLS at this port; should its address begin with http://?";
    }
    return "is the certificate valid for this host, and trusted by this client?";
  }

  /**
   * Advice for a connection that broke before there was an answer: alerts may be lost with the
   * connection. With TLS 1.3 the server checks the client's certificate when the client has already
   * begun to send (RFC 8446, 4.4.2.4).
   */
  static String ofBreak(Throwable cause) {
    boolean unreached =
        cause instanceof ConnectException || cause instanceof NoRouteToHostException;
    boolean broken =
        cause instanceof SocketException
            || cause instanceof EOFException
            || cause instanceof ClosedChannelException;
    return broken && !unreached
        ? "; perhaps the server does not speak TLS at this port, or wants a certificate of the client,"
            + " and none or another one was presented"
        : "";
  }

  /** The server has ended the handshake (RFC 8446, 6.2). */
  private static String ofAlert(String message) {
    if (message.contains("protocol_version")) {
      return "the server supports none of the TLS versions of this client";
    }
    if (message.contains("certificate") || message.contains("unknown_ca")) {
      return "the server wants a certificate of the client, and none or another one was presented; set"
          + " it in the SSLContext of ClientBuilder.tls";
    }
    if (message.contains("handshake_failure")) {
      return "the server wants other cipher suites, or a certificate of the client";
    }
    return "the server has refused";
  }

  private static boolean has(Throwable error, Class<? extends Throwable> type) {
    @Nullable Throwable cause = error;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
