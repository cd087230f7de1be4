"""Who is blamed, in the text's own words."""

from __future__ import annotations

import time

import pytest
from spoken import draw

from reckoning.extract.blame import perpetrators
from reckoning.extract.suspects import blamed, responsible

CASES = [
    # who acts in the sentence before, where nobody acts in this one
    ("Gunmen opened fire on a market in Tillo on Sunday. [Fourteen people were *killed*].", ("Gunmen",)),
    ("Soldiers chased the raiders into the hills and attacked them. [A soldier was *killed*].", ()),
    # "they" are those who acted before, not the one who tells it
    ("He said that after the gunmen left the house, [they *killed* six people].", ("the gunmen",)),
    # what only says since when, and places before the dash
    ("[More than 400 people have been *killed*] since Ruritania launched its offensive in 2006.", ()),
    ("SARVIA, Ruritania, Nov 18 — Bandits raided a mine, [*killing* ten].", ("Bandits",)),
    # plain said
    ("Residents told the Daily Courier newspaper that [soldiers *killed* 11 villagers].", ("soldiers",)),
    ("Two eyewitnesses who spoke to AFP said [gunmen had *killed* at least 16 people] at the well.", ("gunmen",)),
    # according to
    (
        "In a statement on Telegram, the defence ministry said its air defences had [*killed* 20 insurgents].",
        ("its air defences",),
    ),
    # stance
    ("The rebels claimed to have [*killed* 60 soldiers].", ("The rebels",)),
    ("The army said [it *killed* 35 militants] near the border.", ("The army",)),
    ("Activists alleged that [19 protesters were *shot* dead] by police.", ("police",)),
    ("The militia is said to have [*executed* 14 prisoners].", ("The militia",)),
    ("The army denied [*killing* 40 villagers].", ("The army",)),
    ("The general is accused of ordering [the *murder* of eight students].", ("The general",)),
    # aid-worker incident lines
    (
        "Armed men ambushed an INGO vehicle near Bor, [*killing* one national staff member] and injuring two.",
        ("Armed men",),
    ),
    ("[One NGO worker was *kidnapped*] by unknown gunmen on the road to Gao.", ("unknown gunmen",)),
    ("[Four health workers were *killed*] when a missile struck the clinic.", ()),
    ("[Four health workers were *killed*] in a Saudi-led coalition airstrike on the clinic.", ("Saudi-led coalition",)),
    ("A bomb exploded in the market, [*killing* ten].", ()),
    ("[A landslide *killed* 30 villagers].", ()),
    ("A suicide bomber blew himself up at a checkpoint, [*killing* seven policemen].", ("A suicide bomber",)),
    ("Heavy fighting between the two sides [left 40 *dead*].", ()),
    ("[Russian shelling *killed* three people] in Orikhiv overnight.", ("Russian",)),
    (
        "[Three people were *killed*] by Russian shelling in Orikhiv, the regional head Oleh Synko said on Telegram.",
        ("Russian",),
    ),
    ("[Two aid workers *died*] of wounds sustained in the army's raid.", ("army",)),
    ("Gunmen opened fire on a bus, [*killing* ten passengers].", ("Gunmen",)),
    ("[Ten passengers were *killed*] after gunmen opened fire on a bus.", ("gunmen",)),
    ("Gunmen opened fire on a bus. [Ten passengers *died*] in the attack.", ("Gunmen",)),
    ("Gunmen stormed the mosque. [They *killed* ten worshippers].", ("Gunmen",)),
    ("Police shot the attacker dead. [Three shoppers were *wounded*] in the stabbing.", ()),
    ("[The attacker was *shot* dead] by police.", ("police",)),
    ("An earthquake struck Herat, [*killing* 60].", ()),
    ("Israeli forces [*shot* dead a Palestinian teenager] near Nablus.", ("Israeli forces",)),
    ("[A Palestinian teenager was *shot* dead] near Nablus, the Palestinian health ministry said.", ()),
    ("Villagers blamed the RSF for the massacre. [At least 80 people were *killed*] in the attack.", ("the RSF",)),
    (
        "The government blamed rebels for the attack and the rebels accused the army of carrying out the attack. [Nineteen people *died*] in the attack.",
        ("rebels", "the army"),
    ),
    (
        "[Fifteen people were *killed*] in the attack on the hotel. Al-Shabaab claimed responsibility for the attack.",
        ("Al-Shabaab",),
    ),
    (
        "[Fifteen people were *killed*] in the attack on the hotel. No group has claimed responsibility for the attack.",
        (),
    ),
    (
        "[Fifteen people were *killed*] in the attack on the hotel. The bombing has been blamed on the Lord's Army.",
        ("the Lord's Army",),
    ),
    ("The Islamic State group said its fighters had [*killed* 12 soldiers].", ("its fighters",)),
    ("[Cholera has *killed* 200 people] in the camps, the WHO said.", ()),
    ("Eleven miners were trapped and [three *died*] when the shaft collapsed.", ()),
    ("[A US drone strike *killed* four suspected militants].", ("US",)),
    ("Kurdish officials said [Turkish air strikes had *killed* nine civilians].", ("Turkish",)),
    ("[Seven protesters were *killed*] by police gunfire.", ("police",)),
    ("[Two soldiers were *killed*] in clashes with the M23.", ("the M23",)),
    ("The colonel, who is charged with [the *murder* of six monks], denies it.", ("The colonel",)),
    ("Boko Haram fighters attacked Dapchi and [*abducted* 110 girls].", ("Boko Haram fighters",)),
    ("Security forces [*detained* 45 activists] in Minsk.", ("Security forces",)),
    ("Police [*arrested* two suspects].", ()),
    ("Militiamen burned the village and [300 families *fled*].", ()),
    ("[Twelve pilgrims were *trampled*] in a stampede.", ()),
    ("A car driven by a drunk teenager hit a bus stop, [*killing* two].", ()),
    ("Unidentified assailants shot and [*killed* a journalist] in Quetta.", ("Unidentified assailants",)),
    ("[The mayor was *assassinated*] by members of a drug cartel.", ("members of a drug cartel",)),
    # UN reports
    (
        "The Special Rapporteur received allegations that [17 detainees had been *executed*] by State agents.",
        ("State agents",),
    ),
    ("According to information received by the Commission, [soldiers *executed* nine men] in Tal.", ("soldiers",)),
    # party statements
    ("[Our forces *eliminated* 23 terrorists] in the Kherson sector, the General Staff claimed.", ("Our forces",)),
    ("The spokesman for the Tigray fighters claimed [the federal army had *lost* 500 men].", ()),
    ("A Houthi military spokesman, Yahya Saree, said [45 mercenaries were *killed*] in the operation.", ()),
    ("The military denied that [its troops had *killed* any civilians].", ("its troops",)),
    ("The military rejected reports that [its jets *killed* 30 wedding guests].", ()),
    # carry and live blogs
    ("Rebels say [they *killed* 40 troops]", ("Rebels",)),
    # traps for attribution
    ("Rights groups accuse the junta of [*killing* 4,000 people] since the coup.", ("the junta",)),
    # stance traps
    ("The suspect, who may have acted alone, [*killed* four people].", ("The suspect",)),
    ("The group boasted of having [*killed* 20 police officers].", ("The group",)),
    # perpetrator traps
    ("Flooding caused by Cyclone Odette [*killed* 12 people].", ()),
    ("The collapse of a bridge [left 14 *dead*].", ()),
    ("[Three people *died*] of hunger in the besieged town.", ()),
    ("[Two Kenyan soldiers were *killed*] when their vehicle hit a landmine planted by al-Shabaab.", ("al-Shabaab",)),
    ("Clashes between the army and the rebels [*killed* 40 people].", ()),
    (
        "A 19-year-old student [*shot* dead six classmates] before turning the gun on himself.",
        ("A 19-year-old student",),
    ),
    ("[Five men were *lynched*] by a mob in Kisii.", ("a mob in Kisii",)),
    ("Suspected cattle rustlers raided Kapedo, [leaving 21 people *dead*].", ("Suspected cattle rustlers",)),
    ("Ukrainian drones hit a bus in Donetsk, [*killing* three].", ("Ukrainian",)),
    ("Soldiers retook the town; [60 people had been *killed*] there by the extremists.", ("the extremists",)),
    ("In the raid, for which the JNIM claimed responsibility, [13 gendarmes were *killed*].", ("the JNIM",)),
    ("Hospitals received [40 *wounded* people].", ()),
    ("[The storm *killed* five] and police evacuated 300 residents.", ()),
    ("A roadside bomb [*killed* a Pakistani general], the army's media wing said.", ()),
    ("A gunman killed three worshippers in Oslo in March. On Sunday, a fire in Bergen [*killed* two tenants].", ()),
    ("A gunman killed three worshippers in Oslo. Elsewhere, [two tenants *died*] when a house burned down.", ()),
    ("Nurse Ida Lund treated the victims. [Four people were *killed*] in the shelling.", ()),
    # traps from real prose: datelines, tolls that verbs take, companions
    (
        "KABUL, Afghanistan (July 22) - Afghan and coalition forces [*killed* nine insurgents] on Friday.",
        ("Afghan and coalition forces",),
    ),
    ("The feud has [*claimed* 120 lives] since May.", ()),
    ("The commander stated that the feud has [*claimed* 120 lives].", ()),
    ("The front, which claimed responsibility for [*killing* the judge], vowed to fight on.", ("The front",)),
    ("[Two people were *killed*] and others were injured in the strikes on Ras.", ()),
    ("Police said they would continue the operation, which has led to [8 *deaths*].", ()),
    ("The flood may cause [40 *deaths*].", ()),
    ("Voters may remember the [40 *deaths*].", ()),
    ("The man whom prosecutors accuse of [the *murder* of six monks] is in hiding.", ("The man",)),
    ("Planes struck a well where herders were gathered, [*killing* 18 people].", ()),
    ("Raids by Ruritanian warplanes [*killed* 26 people] in Ombe.", ("Ruritanian",)),
    ("A French-led coalition air strike [*killed* 18 people].", ("French-led coalition",)),
    ("An anti-Ruritanian riot [left four *dead*].", ()),
    ("The murder of a Ruritanian farmer and [the *killing* of two nurses] shocked Ombe.", ()),
    ("The army's [*killing* of two nurses] shocked Ombe.", ("army",)),
    ("Regime raids [*killed* 16 people], a monitor said.", ("Regime",)),
    ("Farmer killings have [left 90 *dead*] this year.", ()),
    (
        "Gunmen raided Ombe on Monday.\nResidents fled.\nThe mayor spoke of grief.\nShops stayed shut.\nOn the coast, [mortar fire *killed* two fishermen].",
        (),
    ),
    ("The United States called the 2013 gas attack, which it said [*killed* 1,400 people], a crime.", ()),
    ("The hospital confirmed the arrival of [nine *bodies*], according to the newspaper Al-Noor.", ()),
    ("It emerged that [12 detainees had *died*].", ()),
    ("It is said that [12 detainees *died*].", ()),
    ("Sources close to the palace whisper of [30 *dead*], but no one has confirmed a figure.", ()),
    ("As of Friday, [61 *deaths*] had been confirmed by the health department.", ()),
    ("The figure of [61 *deaths*] was given by the health department.", ()),
    ("Medics on the scene spoke of [at least 20 *dead*].", ()),
    ("The army denies [its soldiers *shot* the six men].", ("its soldiers",)),
    ("The prosecutor said the accused, who denies the charges, had [*killed* three girls].", ("the accused",)),
    ("[At least 40 people are believed to have *died*], the coastguard said.", ()),
    ("According to an unconfirmed report, [40 people have *died*].", ()),
    ("Rebels attacked the base in a raid that the ministry said [*left* 12 soldiers dead].", ("Rebels",)),
]


DOERS = [
    ("[Six suspected gang members were *killed*] in a shoot-out with marines on Sunday.", ("marines",)),
    ("[Six shoppers were *killed*] in clashes with marines on Sunday.", ()),
    ("Clashes between police and gunmen left [a policeman *dead*].", ()),
    ("The army killed 200 rebels in fighting that left [44 soldiers *dead*].", ()),
    ("The Oru Front was responsible for [the *killing* of 40 farmers].", ("The Oru Front",)),
    ("Attributed to the army: [12 *deaths*]. Attributed to the rebels: 3 deaths.", ("the army",)),
    ("Weather: [12 *deaths*] in floods.", ()),
    # whom the report blames is not blamed by whoever claims another figure
    ("Border guards shot ten farmers in Ombe. A deputy claimed that [700 people had been *killed*].", ()),
    ("Border guards shot ten farmers in Ombe. [Ten people were *killed*].", ("Border guards",)),
]


@pytest.mark.parametrize("drawn, blamed", CASES + DOERS)
def test_perpetrators(drawn, blamed):
    text, sentences, mention = draw(drawn)
    found, traces = perpetrators(text, sentences, mention)
    assert tuple(p.text for p in found) == blamed
    assert all(text.content[p.start : p.end] == p.text for p in found)
    assert len(traces) == len(found)


@pytest.mark.parametrize(
    "piece", ["Abel Baker Carl ", "al-Abel-al-Baker-", "the Army of the Front and of the ", "blamed "]
)
def test_long_runs_of_names_stay_cheap(piece):
    started = time.process_time()
    responsible(piece * 1500)
    blamed(piece * 1500)
    assert time.process_time() - started < 5
