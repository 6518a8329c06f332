package org.closedloop.localorg.build;

import org.closedloop.metadata.ComponentKey;

/** Hears from a compilation what it is at; calls are cheap and come from one thread. */
public interface BuildListener {
  /** Hears nothing. */
  BuildListener NONE =
      new BuildListener() {
        @Override
        public void began(String type, int count) {}

        @Override
        public void done(ComponentKey component) {}
      };

  /** Components of that type come next. */
  void began(String type, int count);

  /** The long part of a component's compilation is over. */
  void done(ComponentKey component);
}
