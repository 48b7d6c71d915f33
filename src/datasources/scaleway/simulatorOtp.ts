import { invalidArgument, notFound, preconditionFailed, type Refusal } from "./simulatorErrors.ts";
import { readBody, requireText } from "./simulatorInput.ts";
import { acceptsPassword, createRecoveryCodes, createSecret, openPeriod } from "./simulatorMfa.ts";
import {
  findUser,
  NO_CONTENT,
  type Outcome,
  ok,
  type Route,
  type RouteContext,
  route,
} from "./simulatorRoutes.ts";

function otpMissing({ switches }: RouteContext, userId: string): Refusal {
  const status = switches.number("otpWhenMissing");
  return status === 404 ? notFound("mfa_otp", userId) : preconditionFailed(status, "there is no OTP");
}

/** A new secret; the older one is void, and MFA is not yet on. */
function createOtp(context: RouteContext): Outcome {
  const { request, state, switches } = context;
  const user = findUser(context);
  readBody(request, switches.flag("requireBody"));
  const secret = createSecret(state.nextNumber());
  return { put: { ...user, otpSecret: secret }, response: ok({ secret }) };
}

/** MFA is on from here; the secret was good for this once. */
function validateOtp(context: RouteContext): Outcome {
  const { request, state } = context;
  const user = findUser(context);
  const password = requireText(readBody(request), "one_time_password");
  if (!/^[0-9]{6}$/.test(password)) {
    throw invalidArgument("one_time_password", "format", "value does not match ^[0-9]{6}$");
  }
  if (user.otpSecret === null) throw otpMissing(context, user.id);
  const now = state.now();
  if (!acceptsPassword(user.otpSecret, password, now / 1000)) {
    throw invalidArgument("one_time_password", "constraint", "value is not the current password");
  }
  const gracePeriods = user.gracePeriods.filter(({ type }) => type !== "set_mfa");
  return {
    put: { ...user, mfa: true, otpSecret: null, gracePeriods, updatedAt: now },
    response: ok({ recovery_codes: createRecoveryCodes(state.nextNumber()) }),
  };
}

function deleteOtp(context: RouteContext): Outcome {
  const { request, state, switches } = context;
  const user = findUser(context);
  readBody(request, switches.flag("requireBody"));
  if (!user.mfa && user.otpSecret === null) throw otpMissing(context, user.id);
  const now = state.now();
  const demanded = user.mfa && user.type !== "owner" && switches.flag("enforceMfa");
  const gracePeriods = demanded ? openPeriod(user.gracePeriods, "set_mfa", now) : user.gracePeriods;
  return {
    put: { ...user, mfa: false, otpSecret: null, gracePeriods, updatedAt: now },
    response: NO_CONTENT,
  };
}

export const otpRoutes: readonly Route[] = [
  route("POST", "/users/:id/mfa-otp", createOtp),
  route("DELETE", "/users/:id/mfa-otp", deleteOtp),
  route("POST", "/users/:id/validate-mfa-otp", validateOtp),
];
