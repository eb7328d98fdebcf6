package socketio.guice;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;

/** The client of the price server. */
@Qualifier
@Retention(RUNTIME)
@interface Prices {}
