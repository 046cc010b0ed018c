package cn.zhengping.app.files;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How much a tenant may store. */
@Service
class Limits {

    FileLimits ofOwnTenant() {
        throw new UnsupportedOperationException();
    }

    FileLimits set(String tenant, @Nullable Long largest, @Nullable Integer files, @Nullable Long bytes) {
        throw new UnsupportedOperationException(tenant + largest + files + bytes);
    }
}
