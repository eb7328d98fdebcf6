package socketio;

/** The policies without settings. */
enum UnbufferedPolicy implements OfflinePolicy {
  /** See {@link OfflinePolicy#fail}. */
  FAIL,

  /** See {@link OfflinePolicy#drop}. */
  DROP
}
