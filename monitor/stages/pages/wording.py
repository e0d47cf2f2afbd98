"""What pages that are no article say to their reader, in English, German, French, Spanish, Russian.

Each alternative is one signal: walls speak to "you" and of "we", which reports about them seldom do.
Source: the texts that consent platforms, bot defences, paywalls and servers show; a choice of ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


CONSENT = _any_of(
    r"we (?:and our (?:\d+ )?partners )?(?:use|store|set) (?:\w+ ){0,2}cookies",
    r"we and our (?:\d+ )?(?:\w+ )?partners",
    r"(?:accept|reject|allow) all\b",
    r"(?:manage|your) (?:privacy |cookie )?(?:preferences|choices|settings)",
    r"(?:withdraw|change|give|refuse) your consent",
    r"legitimate interest",
    r"personali[sz]ed (?:ads|advertising|content)",
    r"before you continue",
    r"(?:value|respect) your privacy",
    r"wir (?:und unsere (?:\d+ )?partner )?(?:verwenden|nutzen|setzen|speichern) (?:\w+ ){0,2}cookies",
    r"(?:wir und )?unsere (?:\d+ )?partner",
    r"alle (?:cookies )?(?:akzeptieren|ablehnen|annehmen)",
    r"ihre (?:einwilligung|zustimmung)",
    r"(?:cookie|datenschutz|privatsphäre)-?einstellungen",
    r"berechtigte[smn]? interesse",
    r"personalisierte (?:werbung|anzeigen|inhalte)",
    r"mit werbung (?:und tracking )?weiterlesen",
    r"nous (?:et nos (?:\d+ )?partenaires )?(?:utilisons|déposons|stockons) (?:\w+ ){0,2}cookies",
    r"(?:nous et )?nos (?:\d+ )?partenaires",
    r"tout (?:accepter|refuser)|(?:accepter|refuser) (?:et fermer|tout)",
    r"continuer sans accepter",
    r"(?:retirer |donner |modifier )?votre consentement",
    r"paramétrer (?:les|vos|mes) (?:cookies|choix)|vos (?:choix|préférences)",
    r"intérêt légitime",
    r"publicités? (?:et (?:du )?contenus? )?personnalisée?s?",
    r"(?:nosotros y )?nuestros (?:\d+ )?socios",
    r"(?:utilizamos|usamos|almacenamos) (?:\w+ ){0,2}cookies",
    r"(?:aceptar|rechazar) (?:todo|todas|y continuar|y cerrar)",
    r"(?:retirar |dar |cambiar )?su consentimiento",
    r"(?:configurar|gestionar) (?:las |sus )?(?:cookies|preferencias|opciones)",
    r"interés legítimo",
    r"(?:anuncios|publicidad|contenido) personalizad[oa]s?",
    r"мы (?:и наши партн[её]ры )?(?:используем|сохраняем) (?:\w+ ){0,2}(?:cookies?|куки|файлы)",
    r"(?:мы и )?наши (?:\d+ )?партн[её]р[ыов]{1,2}",
    r"(?:принять|отклонить|разрешить) вс[её]",
    r"(?:отозвать |дать |изменить )?ваше(?:го)? согласи[ея]",
    r"настро(?:ить|йки) (?:файлов )?(?:cookies?|куки|конфиденциальности)",
    r"законн(?:ый|ого|ые) интерес",
    r"персонализированн\w+ (?:реклам\w+|контент\w*)",
)

BOT = _any_of(
    r"(?:verify|confirm|prove)(?:ing)? (?:that )?you(?: are|['’]re) (?:a )?(?:human|not a (?:ro)?bot)",
    r"(?:are you|i['’]?a?m not) a robot",
    r"checking (?:if the site connection is secure|your browser)",
    r"enable javascript and cookies to continue",
    r"unusual (?:traffic|activity) from your",
    r"pardon our interruption|just a moment",
    r"press (?:&|and) hold",
    r"(?:access denied|attention required|you have been blocked)",
    r"(?:complete|solve) the (?:captcha|challenge|puzzle)",
    r"(?:ray|reference|incident|support) id ?:",
    r"(?:sind sie|ich bin) (?:ein mensch|kein roboter)",
    r"(?:bestätigen|weisen) sie[^.]{0,20} (?:dass )?sie (?:ein mensch|kein (?:ro)?bot)",
    r"ungewöhnliche[nr]? (?:datenverkehr|zugriffe|aktivität)",
    r"(?:ihr browser wird|wir prüfen ihren browser)",
    r"(?:zugriff verweigert|einen augenblick bitte)",
    r"aktivieren sie (?:bitte )?javascript",
    r"(?:vérifie[zr]|confirme[zr]|prouve[zr]) que vous (?:êtes (?:bien )?(?:un )?humain|n['’]êtes pas un robot)",
    r"je ne suis pas un robot|êtes-vous un robot",
    r"(?:trafic|activité) (?:inhabituel|suspect)\w*",
    r"(?:vérification de votre navigateur|nous vérifions votre navigateur)",
    r"(?:accès refusé|un instant, s['’]il vous plaît)",
    r"active[zr] javascript",
    r"(?:verifi(?:que|car)|confirm(?:e|ar)|demuestre) que (?:usted )?(?:es (?:un )?humano|no es un robot|eres humano)",
    r"no soy un robot|¿es usted un robot",
    r"(?:tráfico|actividad) (?:inusual|sospechos[oa])",
    r"(?:estamos )?(?:comprobando|verificando) su navegador",
    r"(?:acceso denegado|un momento, por favor)",
    r"activ(?:e|ar) javascript",
    r"(?:подтвердите|докажите|убедиться|проверим),? что вы (?:не робот|человек)",
    r"я не робот|вы не робот\?",
    r"(?:необычн|подозрительн)\w+ (?:трафик|активност|запрос)\w*",
    r"(?:проверка|проверяем) (?:ваш(?:его)? )?браузер\w*",
    r"(?:доступ (?:запрещ[её]н|ограничен)|один момент)",
    r"включите (?:поддержку )?javascript",
)

LOGIN = _any_of(
    r"(?:log|sign) ?in to (?:your account|continue|read)",
    r"forgot(?:ten)? (?:your )?password",
    r"(?:create|register for) (?:an|your|a free) account",
    r"(?:don['’]t have|no) (?:an )?account(?: yet)?\?",
    r"(?:user ?name|e-?mail address|e-?mail) (?:and|or|/)? ?password",
    r"remember me|keep me (?:logged|signed) in",
    r"melden sie sich (?:bitte )?an|bitte (?:einloggen|anmelden)",
    r"passwort vergessen",
    r"(?:noch kein|jetzt|kostenloses) (?:benutzer)?konto",
    r"angemeldet bleiben",
    r"connecte[zr][- ]vous|se connecter (?:pour|à)",
    r"mot de passe oublié",
    r"(?:pas encore de|créer un|créez (?:votre|un)) compte",
    r"rester connecté|se souvenir de moi",
    r"inici(?:e|ar|a) sesión",
    r"(?:olvidó|olvidaste|olvidado) (?:su |tu |la )?contraseña",
    r"(?:no tiene(?:s)? (?:una )?|cree (?:su|una) |crear (?:una )?)cuenta",
    r"(?:recordarme|mantener la sesión)",
    r"войдите (?:на сайт|в (?:свой|личный|аккаунт)|чтобы)|вход (?:на сайт|в личный кабинет)",
    r"забыли (?:свой )?пароль",
    r"(?:нет|создать|создайте|ещ[её] нет) (?:аккаунта|уч[её]тн\w+ запис\w+|аккаунт)|зарегистрируйтесь",
    r"запомнить меня",
)

NOT_FOUND = _any_of(
    r"(?:page|article|story|content|file)(?: you (?:are|were) looking for)? (?:was |is |could |can )?(?:not|no longer|n['’]t)(?: be)? (?:found|available|exists?)",
    r"page (?:you (?:are|were) looking for|does ?n['’]t exist|does not exist)",
    r"(?:error|fehler|erreur|ошибка) ?:? ?(?:404|410)|(?:404|410) ?[-–|:.] ?(?:error|not found|page|seite|gone)",
    r"(?:moved|been (?:moved|removed|deleted))[^.]{0,40}(?:renamed|deleted|address|link)",
    r"(?:check the (?:address|url|spelling)|back to (?:the )?(?:home ?page|front page))",
    r"(?:seite|artikel|inhalt) (?:\w+ ){0,3}(?:nicht (?:gefunden|(?:mehr )?verfügbar|vorhanden)|existiert nicht)",
    r"(?:zur startseite|überprüfen sie die (?:adresse|url))",
    r"(?:page|article|contenu) (?:\w+ ){0,3}(?:introuvable|n['’](?:existe|est) (?:pas|plus))",
    r"(?:retour(?:ner)? à (?:la page d['’])?accueil|vérifiez l['’](?:adresse|url))",
    r"(?:página|artículo|contenido)(?: que busca| solicitad[oa])? (?:no (?:encontrad[oa]|disponible|existe|se (?:ha )?encontr\w+|está disponible)|ya no (?:existe|está disponible))",
    r"(?:volver a (?:la )?(?:portada|página de inicio)|compruebe la (?:dirección|url))",
    r"(?:страниц\w+|стать\w+|материал\w*) (?:\w+ ){0,3}(?:не (?:найден\w*|существует)|удал[её]н\w*)",
    r"(?:на главную|вернуться на главную|проверьте (?:адрес|правильность))",
)

PAYWALL = _any_of(
    r"(?:subscribe|sign up|register|log in|sign in)(?: now| today)? to (?:read|continue|keep reading|unlock|access)",
    r"to (?:continue|keep) reading(?: this)?[^.]{0,40}(?:subscri|register|log in|sign in|account|trial)",
    r"this (?:article|story|content|report) is (?:only )?(?:for|reserved for|available (?:only )?to|exclusive to) (?:\w+ ){0,2}(?:subscribers|members)",
    r"(?:read|unlock) the (?:full|whole|rest of the|rest of this) (?:article|story|report)",
    r"already (?:a subscriber|subscribed)|you have (?:reached|read) your[^.]{0,30}(?:limit|articles)",
    r"(?:jetzt|bitte)? ?(?:abonnieren|abo abschließen|abonnement|registrieren)[^.]{0,30}(?:weiterlesen|weiterzulesen|zu lesen)",
    r"(?:weiterlesen mit|lesen sie (?:den ganzen|diesen) artikel mit|weiter mit)[^.]{0,30}(?:abo|plus|\+)",
    r"(?:dieser (?:artikel|beitrag|text)|diesen (?:artikel|beitrag)) (?:\w+ ){0,3}(?:nur )?(?:für |exklusiv für )?(?:abonnent|abonnement|plus-)\w*",
    r"(?:sie sind|schon|bereits) (?:abonnent|abonniert)",
    r"abonnez-vous (?:pour|afin)[^.]{0,20}(?:lire|accéder|continuer)",
    r"(?:article|contenu|suite|lecture) (?:est )?réservée?s? (?:à nos|aux|à) abonn",
    r"(?:il vous reste|lire la suite)[^.]{0,40}(?:% de cet article|abonn)",
    r"déjà abonné|pour (?:lire la suite|continuer (?:la|votre) lecture)",
    r"suscríba(?:se|te) (?:para|y)[^.]{0,20}(?:leer|leyendo|acceder|continuar|seguir)",
    r"(?:contenido|artículo|noticia) (?:exclusiv[oa]|reservad[oa]|solo|sólo) (?:para|a) (?:\w+ )?(?:suscriptores|suscritos|abonados)",
    r"para (?:seguir|continuar) leyendo",
    r"ya (?:es|eres|soy) suscriptor|ya está suscrito",
    r"(?:оформите|купите) подписку[^.]{0,30}(?:чита|продолж|доступ|прочит)",
    r"(?:материал|статья|текст|продолжение|полный текст)[^.]{0,20}(?:доступ\w+|только)[^.]{0,20}подписчик",
    r"чтобы (?:читать|продолжить|прочитать|дочитать)[^.]{0,30}(?:подпи|оформи|войдите|зарегистр)",
    r"уже (?:подписаны|есть подписка|являетесь подписчиком)",
)


def signals(pattern: re.Pattern[str], text: str) -> int:
    """How many different signals of a kind a text holds."""
    return len({match[0].casefold() for match in pattern.finditer(text)})


def first_signal(pattern: re.Pattern[str], texts: Sequence[str]) -> str:
    """The first signal as it stands, for people; empty where there is none."""
    return next((match[0] for text in texts if (match := pattern.search(text))), "")
