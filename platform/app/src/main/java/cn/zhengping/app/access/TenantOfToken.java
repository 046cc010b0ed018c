package cn.zhengping.app.access;

import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds the tenant that the verified token names, and no other, for the time of the request. */
final class TenantOfToken extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var tenant = SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? token.getToken().getClaimAsString(TokenClaims.TENANT)
                : null;
        if (tenant == null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            CurrentTenant.<Exception>run(new TenantCode(tenant), () -> chain.doFilter(request, response));
        } catch (ServletException | IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    /** Asynchronous requests come back on other threads. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
