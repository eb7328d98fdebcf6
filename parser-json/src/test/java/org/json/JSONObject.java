package org.json;

/** Stands for the class of that name, which to Jackson is a bean with one property. */
public class JSONObject {
  /** The property. */
  public boolean isEmpty() {
    return false;
  }
}
