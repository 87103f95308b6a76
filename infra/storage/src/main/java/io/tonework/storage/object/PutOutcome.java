package io.tonework.storage.object;

/** What a conditional put came to. */
public sealed interface PutOutcome {
  /** The object that lies there now, whoever wrote it. */
  StoredObject object();

  /** This call wrote it. */
  record Written(StoredObject object) implements PutOutcome {}

  /** Another call had written it; nothing was changed. */
  record AlreadyThere(StoredObject object) implements PutOutcome {}
}
