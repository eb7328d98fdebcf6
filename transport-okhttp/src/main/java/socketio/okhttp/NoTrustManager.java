package socketio.okhttp;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * For OkHttp, which asks for the trust manager of its sockets to clean chains of certificates for
 * pinning. That is not used here, and whoever should ask this one after all gets a refusal: who is
 * trusted is decided in the handshake, by the SSLContext.
 */
final class NoTrustManager implements X509TrustManager {
  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("trust is decided by the SSLContext");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("trust is decided by the SSLContext");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
