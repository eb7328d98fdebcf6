package socketio.guice;

import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Scope;

/**
 * Provides a client only after its namespaces are registered, except to these namespaces while they
 * are created, which get it immediately. This is a scope because Guice treats a provider that is
 * called again while it runs as a circular dependency, and would fail or pass a proxy to a
 * namespace that injects its client. The scoped provider must always return the same object.
 */
final class AfterRegistration implements Scope {
  private final Provider<MadeClient> made;
  private final Provider<Registered> registered;

  AfterRegistration(Provider<MadeClient> made, Provider<Registered> registered) {
    this.made = made;
    this.registered = registered;
  }

  @Override
  public <T> Provider<T> scope(Key<T> key, Provider<T> unscoped) {
    return () -> {
      if (!made.get().isRegisteringHere()) {
        var unused = registered.get();
      }
      return unscoped.get();
    };
  }

  @Override
  public String toString() {
    return "singleton, after its namespaces are registered";
  }
}
