/** Doubts values whose format carries a checksum that does not hold; examples are often made up, so it is no proof. */
import { checksums } from "../checksum.ts";
import { doubt, type Judge } from "./judge.ts";

export const checksum: Judge = ({ suspicion, value }) => {
  if (suspicion.encoding?.isOwn) return undefined;
  const check = suspicion.rule.checksum ? checksums[suspicion.rule.checksum] : undefined;
  return check?.verify(value) === false ? doubt("checksum", "its checksum does not hold") : undefined;
};
