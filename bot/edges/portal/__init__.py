"""The setting, in the API that stands behind the Entra admin center: two calls, and no others.

    GET {base}/Directories/Properties      what is set, among some forty other properties of the tenant
    PUT {base}/Directories/PropertiesV2    only the two fields of the setting; the others are left alone

Microsoft documents neither; what is known of them was read from public tools and captures (2026-05). No other API
can change the setting, and this one takes nothing but a person's token. It sends no ETag, answers an expired
sign-in and a missing role alike with 401, and may send a page of HTML with 200. So what is read is believed only
whole, and what is written is believed only when it is read back, which is not done here.

`client` sends; what is sent and what an answer means are pure, in `request` and `answer`.
"""

from bot.edges.portal.client import Portal
from bot.edges.portal.request import SCOPE

__all__ = ["SCOPE", "Portal"]
