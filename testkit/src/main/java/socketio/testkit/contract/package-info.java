/**
 * Contract tests for transports, parsers, engines and providers. An author extends {@link
 * socketio.testkit.contract.TransportContract}, {@link socketio.testkit.contract.ParserContract},
 * {@link socketio.testkit.contract.EngineContract} or {@link
 * socketio.testkit.contract.ProviderContract} and overrides one factory method. They need JUnit
 * Jupiter (junit-jupiter, 5.10 or newer) on the class path.
 *
 * <p>Experimental: unlike the rest of the API, this package may change in a minor version.
 */
@NullMarked
package socketio.testkit.contract;

import org.jspecify.annotations.NullMarked;
