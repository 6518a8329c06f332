package org.closedloop.metadata;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespacesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "npe01__OppPayment__c",
        "npe01__OppPayment__r",
        "ns__Cfg__mdt",
        "ns__Done__e",
        "ns__DoIt",
        "usf3__GetFieldInformation",
        "%%%NAMESPACE%%%Thing__c",
        "ns__Place__Latitude__s"
      })
  void foreign(String name) {
    assertTrue(Namespaces.prefixed(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thing__c",
        "Thing_Part__c",
        "Thing__cX",
        "Thing__cc",
        "Thing__mdtX",
        "A_Name_That_Is_Too_Long__Thing__c",
        "Place__Latitude__s",
        "DoIt",
        "Account"
      })
  void own(String name) {
    assertFalse(Namespaces.prefixed(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Account.ns__X__c", "ns__A__r.Name"})
  void pathsWithAForeignStep(String path) {
    assertTrue(Namespaces.prefixedPath(path));
  }
}
