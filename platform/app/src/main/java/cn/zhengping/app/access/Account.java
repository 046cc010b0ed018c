package cn.zhengping.app.access;

import java.util.UUID;

/**
 * Somebody, or a program, that can get a token.
 *
 * @param login the client id that it gets tokens by
 * @param name as it is shown to others
 */
public record Account(UUID id, String login, String name) {}
