/** Where the instances of a deployment share what they must share. */
export interface RedisSettings {
  /** `redis://` or `rediss://`, with the user and the password. */
  readonly url: string;
  /** What the names of all keys begin with. */
  readonly prefix: string;
}
