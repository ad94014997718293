/** What a file costs a scan, for sharing the work out. */
import type { WalkedFile } from "../../host/host.ts";

/** Opening and closing a file costs as much as scanning so many bytes. */
const OPENING = 4096;

/** In bytes. */
export const weightOf = ({ size }: Pick<WalkedFile, "size">): number => size + OPENING;
