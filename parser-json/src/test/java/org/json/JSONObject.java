package org.json;

/** A stand-in for the class of that name, which Jackson treats as a bean with one property. */
public class JSONObject {
  /** The property. */
  public boolean isEmpty() {
    return false;
  }
}
