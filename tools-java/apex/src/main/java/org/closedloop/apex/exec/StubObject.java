package org.closedloop.apex.exec;

import org.closedloop.apex.value.ApexObject;

/** An object made by {@code Test.createStub}: its methods go to a {@code StubProvider}. */
final class StubObject extends ApexObject {

  private final Object provider;

  StubObject(ClassPlan stubbed, Object provider) {
    super(stubbed);
    this.provider = provider;
  }

  Object provider() {
    return provider;
  }
}
