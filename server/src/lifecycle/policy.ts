/** How long tokens may be used and where they go, as the team's configs say. */

export interface Policy {
  /** A token that is older is overdue. */
  readonly maxAgeDays: number;
  /** So many days before it expires a token is told of. */
  readonly expiryWarningDays: number;
  /** A config says how old a token may be: then those that are older are told of at their places. */
  readonly limitsAge?: true;
  /** The id of the provider that values go to; absent where the team says nothing of it. */
  readonly provider?: string;
}

export const defaultPolicy: Policy = { maxAgeDays: 90, expiryWarningDays: 14 };

/** What a config may say of it; configs that know no policy say nothing. */
interface Speaking {
  readonly policy?: Partial<Policy>;
}

/** @param configs outermost first: what is said further in holds */
export function policyOf(configs: readonly object[]): Policy {
  return configs.reduce<Policy>((policy, config) => {
    const { maxAgeDays, expiryWarningDays, provider = policy.provider } = (config as Speaking).policy ?? {};
    return {
      ...(provider !== undefined && { provider }),
      maxAgeDays: maxAgeDays ?? policy.maxAgeDays,
      expiryWarningDays: expiryWarningDays ?? policy.expiryWarningDays,
      ...((policy.limitsAge || maxAgeDays !== undefined) && { limitsAge: true as const }),
    };
  }, defaultPolicy);
}
