/** The presets that the build made of rules/presets/. */
import texts from "../../../generated/presets.json" with { type: "json" };

export const presetNames = ["recommended", "strict", "pci-dss", "lifecycle"] as const;

type PresetName = (typeof presetNames)[number];

export const isPreset = (name: string): name is PresetName => presetNames.some((known) => known === name);

/** The preset's file, YAML. */
export const presetText = (name: PresetName): string => texts[name];
