package org.closedloop.apex.library;

import java.util.List;

/** The classes that implement platform members. */
final class LibraryClasses {

  static final List<Class<?>> ALL =
      List.of(
          AccessLevelValue.class,
          ApexIterator.class,
          Assertions.Modern.class,
          Assertions.Classic.class,
          AsyncLibrary.class,
          AsyncLibrary.Info.class,
          AsyncOptionsValue.class,
          AsyncOptionsValue.Signature.class,
          AsyncOptionsValue.Builder.class,
          BlobLibrary.class,
          CryptoLibrary.class,
          DatabaseLibrary.class,
          DateLibrary.class,
          DatetimeLibrary.class,
          DecimalLibrary.class,
          DmlOptionsValue.class,
          DmlOptionsValue.DuplicateRule.class,
          DmlOptionsValue.EmailHeader.class,
          DmlOptionsValue.AssignmentRule.class,
          DmlResult.Save.class,
          DmlResult.Delete.class,
          DmlResult.Undelete.class,
          DmlResult.EmptyRecycleBin.class,
          DmlResult.Upsert.class,
          DmlResult.Merge.class,
          DmlResult.Error.class,
          EncodingLibrary.class,
          Escapes.class,
          ExceptionLibrary.class,
          IdLibrary.class,
          JobContexts.Queueable.class,
          JobContexts.Schedulable.class,
          JobContexts.Batchable.class,
          JobContexts.Finalizer.class,
          ListLibrary.class,
          MapLibrary.class,
          MatcherValue.class,
          MathLibrary.class,
          NumberLibrary.OfInteger.class,
          NumberLibrary.OfLong.class,
          NumberLibrary.OfDouble.class,
          NumberLibrary.OfBoolean.class,
          ObjectLibrary.class,
          PatternValue.class,
          QueryLocatorValue.class,
          SavepointValue.class,
          SetLibrary.class,
          StringEdit.class,
          StringLibrary.class,
          StringSearch.class,
          SystemLibrary.class,
          TimeLibrary.class,
          TimeZoneValue.class,
          UuidValue.class);

  private LibraryClasses() {}
}
