package io.tonework.standalone;

import picocli.CommandLine.IVersionProvider;

/** Says which build this is. */
final class ToneworkVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = ToneworkVersion.class.getPackage().getImplementationVersion();
    return new String[] {
      "Tonework " + (version == null ? "(unpackaged)" : version),
      "Java " + Runtime.version() + " on " + System.getProperty("os.name")
    };
  }
}
