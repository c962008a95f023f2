package org.openspot.store.commit;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.reflect.Method;
import java.util.Arrays;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.MemberSubstitution;

/**
 * A call taken out of the byte code of one production method, or replaced by another.
 *
 * @param type the class of the method
 * @param method the method's name
 * @param owner the class that declares what is called
 * @param call the name of what is called
 * @param instead a method of {@link Unguarded}, or null: nothing is called, and the answer is
 *     nothing, zero or false
 */
record Cut(Class<?> type, String method, Class<?> owner, String call, String instead) {

  AsmVisitorWrapper visitor() {
    // A production method that no longer has the call makes this fail.
    MemberSubstitution.WithoutSpecification found =
        MemberSubstitution.strict()
            .failIfNoMatch(true)
            .method(named(call).and(isDeclaredBy(owner)));
    MemberSubstitution replaced =
        instead == null ? found.stub() : found.replaceWith(replacement(instead));
    return replaced.on(named(method));
  }

  private static Method replacement(String name) {
    return Arrays.stream(Unguarded.class.getDeclaredMethods())
        .filter(candidate -> candidate.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
