package socketio.guice;

import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Scope;

/**
 * Hands a client out when its namespaces are registered; to these namespaces, while they are made,
 * at once. A scope, because Guice takes a provider that is called while it is running for a circle,
 * and would give a proxy to a namespace that injects its client, or fail. What is scoped must give
 * one object for ever.
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
