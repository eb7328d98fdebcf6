package socketio.it.chaos;

/** Counts of what happened in a run. */
record Figures(
    int runs,
    int connections,
    int breaks,
    long emitted,
    long arrived,
    long received,
    long calls,
    long callsAnswered,
    long retries,
    long retriesAnswered,
    long questionsAnswered) {

  static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * Whether it proves anything: connections broke and came back, and every kind of traffic came.
   */
  boolean eventful() {
    return breaks > runs
        && connections > runs / 2
        && arrived > 0
        && received > 0
        && callsAnswered > 0
        && retriesAnswered > 0
        && questionsAnswered > 0;
  }

  Figures plus(Figures other) {
    return new Figures(
        runs + other.runs,
        connections + other.connections,
        breaks + other.breaks,
        emitted + other.emitted,
        arrived + other.arrived,
        received + other.received,
        calls + other.calls,
        callsAnswered + other.callsAnswered,
        retries + other.retries,
        retriesAnswered + other.retriesAnswered,
        questionsAnswered + other.questionsAnswered);
  }
}
