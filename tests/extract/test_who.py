"""Who says it: the origin and the relays of one mention, drawn in texts of our own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import draw, text_of

from reckoning.extract.parse import sentences_of
from reckoning.extract.quotes import quotations
from reckoning.extract.who import attribute, survey

KEEPERS = [
    # who keeps and counts
    (
        "A mission of church groups collected the names of [82 residents who *died*] in the siege.",
        "A mission of church groups",
        (),
    ),
    ("The crisis committee has a list of [19 evacuees who *died*] in the shelters.", "The crisis committee", ()),
    ("The Resistance Committees of Wadi published a list of [98 *dead*].", "The Resistance Committees of Wadi", ()),
    ("The mayor has a list of 30 needs, and [twelve people *died*] in the flood.", None, ()),
    ("The shopkeeper had a list of prices. [Twelve people *died*] in the flood.", None, ()),
    (
        "The Torvan army gave its final figures two days later: [114 soldiers *killed*] in action.",
        "The Torvan army",
        (),
    ),
    ("The governor has updated his count on Telegram: [three *dead*], 14 wounded.", "The governor", ()),
    ("The storm came in two waves: [three people were *killed*] by the first.", None, ()),
    ("Figures from the Kelo Observatory show [52 villagers *killed*] in May.", "Figures from the Kelo Observatory", ()),
    (
        "Provincial statistics released in June show [302 *murders*] since November.",
        "Provincial statistics released in June",
        (),
    ),
    ("Previous estimates held that [30,000 people were *killed*].", "Previous estimates", ()),
    ("The Kelo Observatory's count of [52 *dead*] is disputed.", "The Kelo Observatory", ()),
    ("According to figures which the Red Cross gave us, [43 people have *died*].", "the Red Cross", ()),
    (
        "[52 girls were *raped*], according to the preliminary report, prepared by the UN Joint Office.",
        "the UN Joint Office",
        (),
    ),
    ("It had earlier rained. The ministry gave the number of [*dead* as 24].", "The ministry", ()),
    ("Rescuers found a fourth body, [bringing the death *toll* to four].", None, ()),
    ("The ministry accused Torvan forces of shelling a mosque, [*killing* nine civilians].", "The ministry", ()),
    # nobody is no source
    ("No one counted the bodies in Ruvo, where [40 people were *killed*].", None, ()),
    ("Nobody said that [40 people were *killed*].", None, ()),
    ("Neither side said [how many were *killed*].", None, ()),
    # over a semicolon, and in the middle
    ("Nine students died, according to the Lake Monitor; [two of them were *shot*].", "the Lake Monitor", ()),
    ("Nine students died, according to the Lake Monitor; [the army *shot* two herders].", None, ()),
    (
        "[Eight guests were *killed*]; a ninth died on Sunday, according to the prosecutor's office.",
        "the prosecutor's office",
        (),
    ),
    (
        "A bomb went off, [*killing* 23 people], hospital sources said, in an attack on a market.",
        "hospital sources",
        (),
    ),
    ("[Six villagers were *shot*] at Gora, a village in Kelo state, during a raid.", None, ()),
    # layout
    ("On 3 May an air strike [*killed* 12 people] at Bintu market (SNHR).", "SNHR", ()),
    ("The Torvan Rescue Service (TRS) came late. [Twelve people *died*] in the fire.", None, ()),
    ("[Twelve people *died*] in the camp of the Kelo Relief Agency (KRA).", None, ()),
    ("[Five nurses were *abducted*] at Lukong. They came back on Monday. Source: Radio Kelo.", "Radio Kelo", ()),
    ("13.31 Okello: “[Two *dead*] and nine wounded so far, we think.”", "Okello", ()),
    ("The clinic was full: “[Two *dead*] and nine wounded so far, we think.”", None, ()),
    # it goes on
    ("The UN office documented six raids. At least [29 others were *injured*].", "The UN office", ()),
    ("The governor said six had died. [Five more guests were *injured*].", None, ()),
    ("The report singles out three episodes. In May [a gang *killed* 58 residents].", "The report", ()),
    ("The UN office has published its update. It recorded [734 *deaths*] since May.", "It", ()),
]

CASES = [
    # plain said
    ("Officials in Varda said that [14 miners were *killed*] in the blast.", "Officials in Varda", ()),
    ("[Fourteen miners were *killed*] in the blast, officials in Varda said.", "officials in Varda", ()),
    (
        "[At least nine people *died*] on Sunday, said regional governor Ilir Markaj.",
        "regional governor Ilir Markaj",
        (),
    ),
    ("[Seven people, police said, were *killed*] when the market collapsed.", "police", ()),
    ("[Seven people were *killed*] in the raid and the mayor said schools would close.", None, ()),
    ("The mayor said schools would close after [seven people were *killed*].", "The mayor", ()),
    ("[Three farmers were *shot*] on Monday. Police said roads were closed.", None, ()),
    ("Police said roads were closed. [Three farmers were *shot*] on Monday.", None, ()),
    (
        "Dr Amina Sule, head of the Kelo district hospital, told Reuters [23 bodies had been *brought* in].",
        "Dr Amina Sule, head of the Kelo district hospital",
        ("Reuters",),
    ),
    (
        "Residents told the Daily Courier newspaper that [soldiers *killed* 11 villagers].",
        "Residents",
        ("the Daily Courier newspaper",),
    ),
    ("The ministry told families that [40 sailors had *died*].", "The ministry", ()),
    (
        "Two eyewitnesses who spoke to AFP said [gunmen had *killed* at least 16 people] at the well.",
        "Two eyewitnesses",
        ("AFP",),
    ),
    # according to
    ("According to the Kivu Security Tracker, [31 civilians were *killed*] in May.", "the Kivu Security Tracker", ()),
    ("Twelve people drowned and [forty were *injured*], according to the coast guard.", "the coast guard", ()),
    ("[Twelve people *drowned*] and forty were injured, according to the coast guard.", "the coast guard", ()),
    ("[Six people *died*], according to the army; rebels put the dead at 30.", "the army", ()),
    ("Six people died, according to the army; rebels [*put* the dead at 30].", "rebels", ()),
    ("According to the governor, 12 died, but the opposition said [60 had been *killed*].", "the opposition", ()),
    ("According to the governor, [12 *died*], but the opposition said 60 had been killed.", "the governor", ()),
    (
        "[Nine guards were *killed*], according to Xinhua, which cited the interior ministry.",
        "the interior ministry",
        ("Xinhua",),
    ),
    (
        "[Nine guards were *killed*], the Interfax news agency reported, citing local doctors.",
        "local doctors",
        ("the Interfax news agency",),
    ),
    (
        "Quoting security sources, the newspaper reported that [five officers had been *abducted*].",
        "security sources",
        ("the newspaper",),
    ),
    (
        "The BBC quoted a hospital director as saying that [44 people had been *wounded*].",
        "a hospital director",
        ("The BBC",),
    ),
    (
        "A hospital director was quoted by the BBC as saying [44 people had been *wounded*].",
        "A hospital director",
        ("the BBC",),
    ),
    (
        "The Observatory for Rights in Ruritania reported via its Telegram channel that [18 detainees were *executed*].",
        "The Observatory for Rights in Ruritania",
        (),
    ),
    (
        "In a statement on Telegram, the defence ministry said its air defences had [*killed* 20 insurgents].",
        "the defence ministry",
        (),
    ),
    ("[Some 4,000 people have *fled*] the town, the UN refugee agency estimates.", "the UN refugee agency", ()),
    ("UNICEF confirmed [the *deaths* of eleven children] in the camp.", "UNICEF", ()),
    ("The mission documented [212 *killings*] between January and March.", "The mission", ()),
    ("The health ministry [*put* the death toll at 87].", "The health ministry", ()),
    ("The explosion [*raised* the death toll to 87].", None, ()),
    ("A monitoring group's count of [340 *dead*] includes fighters.", "A monitoring group", ()),
    # relative & appositive
    ("Josef Lintz, an aid worker who said [he had *counted* 15 bodies], left the city.", "Josef Lintz", ()),
    ("The town's priest, who survived, reported that [26 parishioners were *killed*].", "The town's priest", ()),
    ("The council released a study showing that [600 civilians *died*] in the siege.", "The council", ()),
    (
        "Figures from the national bureau of statistics show that [2,300 women were *abducted*].",
        "Figures from the national bureau of statistics",
        (),
    ),
    ("There were unconfirmed reports that [30 people had been *killed*].", "unconfirmed reports", ()),
    ("There are reports of [at least 30 *dead*].", "reports", ()),
    ("By most accounts, [about 70 villagers were *slaughtered*].", "most accounts", ()),
    # stance
    ("The rebels claimed to have [*killed* 60 soldiers].", "The rebels", ()),
    ("The army said [it *killed* 35 militants] near the border.", "The army", ()),
    ("The army said [three of its soldiers were *killed*] near the border.", "The army", ()),
    ("Activists alleged that [19 protesters were *shot* dead] by police.", "Activists", ()),
    ("[At least 19 protesters were reportedly *shot* dead].", None, ()),
    ("The reportedly wealthy mayor was among [six people *killed*].", None, ()),
    ("The militia is said to have [*executed* 14 prisoners].", None, ()),
    ("[Eight climbers are feared *dead*].", None, ()),
    ("[As many as 200 people may have been *killed*].", None, ()),
    ("[As many as 200 people could have been *killed*].", None, ()),
    ("Officials warned [the death toll could *rise* to 50].", "Officials", ()),
    ("[The toll is expected to *reach* 300], rescuers said.", "rescuers", ()),
    ("[A famine would *kill* 100,000 people], the agency warned.", "the agency", ()),
    ("The government denied that [40 people had been *killed*].", "The government", ()),
    ("The army denied [*killing* 40 villagers].", "The army", ()),
    (
        "The governor confirmed that [40 people had been *killed*] but denied that police were involved.",
        "The governor",
        (),
    ),
    ("It is believed that [500 people were *killed*] in the purge.", None, ()),
    ("[An estimated 500 people were *killed*] in the purge.", None, ()),
    ("[Five people are confirmed *dead*].", None, ()),
    ("[Five people are reported *dead*].", None, ()),
    ("[No *casualties* were reported].", None, ()),
    ("[Two *deaths* were reported] in Odo on Monday.", None, ()),
    ("The general is accused of ordering [the *murder* of eight students].", None, ()),
    ("The alleged [*killing* of two nuns] caused outrage.", None, ()),
    ("The soldiers thought the rebels had left when [12 of them were *killed*].", None, ()),
    ("He feared for his life after seeing [four friends *killed*].", None, ()),
    # quotes
    (
        '"We buried thirty-one people yesterday," said Imam Yusuf Bello. "[Another nine *died*] overnight."',
        "Imam Yusuf Bello",
        (),
    ),
    (
        "“The shells hit the queue. [Seventeen people were *killed*],” Dr Lena Hovi told the Associated Press.",
        "Dr Lena Hovi",
        ("the Associated Press",),
    ),
    (
        "Sami Haddad, the mayor, described the scene: “They came at night. [Six of our neighbours were *murdered*].”",
        "Sami Haddad, the mayor",
        (),
    ),
    (
        "“We were sleeping,” recalled Ana Ruiz, a teacher.\n“[They *shot* my brother and two cousins].”",
        "Ana Ruiz, a teacher",
        (),
    ),
    ("The minister said the “operation” was over. [Eleven people were *killed*] in it.", None, ()),
    (
        '"Local elders told us that [22 people were *killed*]," said UN spokeswoman Mira Olsen.',
        "Local elders",
        ("UN spokeswoman Mira Olsen",),
    ),
    ('"[Our teams *counted* 22 bodies]," Olsen said, as quoted by Al Jazeera.', "Olsen", ("Al Jazeera",)),
    ('"It was chaos," said nurse Ida Berg. [Forty patients *died*] in the fire.', None, ()),
    # headlines
    ("Monitor: [12 *killed*] in strike on Daraq", "Monitor", ()),
    ("[12 *killed*] in strike on Daraq: monitor", "monitor", ()),
    ("Strike on Daraq [*kills* 12], says governor", "governor", ()),
    ("Strike on Daraq [*kills* 12]", None, ()),
    ("Daraq: [12 *killed*] in strike", None, ()),
    # aid-worker incident lines
    ("Armed men ambushed an INGO vehicle near Bor, [*killing* one national staff member] and injuring two.", None, ()),
    ("[One NGO worker was *kidnapped*] by unknown gunmen on the road to Gao.", None, ()),
    ("[Four health workers were *killed*] when a missile struck the clinic.", None, ()),
    ("[Four health workers were *killed*] in a Saudi-led coalition airstrike on the clinic.", None, ()),
    ("A bomb exploded in the market, [*killing* ten].", None, ()),
    ("[A landslide *killed* 30 villagers].", None, ()),
    ("A suicide bomber blew himself up at a checkpoint, [*killing* seven policemen].", None, ()),
    ("Heavy fighting between the two sides [left 40 *dead*].", None, ()),
    ("[Russian shelling *killed* three people] in Orikhiv overnight.", None, ()),
    (
        "[Three people were *killed*] by Russian shelling in Orikhiv, the regional head Oleh Synko said on Telegram.",
        "the regional head Oleh Synko",
        (),
    ),
    ("[Two aid workers *died*] of wounds sustained in the army's raid.", None, ()),
    ("Gunmen opened fire on a bus, [*killing* ten passengers].", None, ()),
    ("[Ten passengers were *killed*] after gunmen opened fire on a bus.", None, ()),
    ("Gunmen opened fire on a bus. [Ten passengers *died*] in the attack.", None, ()),
    ("Gunmen stormed the mosque. [They *killed* ten worshippers].", None, ()),
    ("Police shot the attacker dead. [Three shoppers were *wounded*] in the stabbing.", None, ()),
    ("[The attacker was *shot* dead] by police.", None, ()),
    ("An earthquake struck Herat, [*killing* 60].", None, ()),
    ("Israeli forces [*shot* dead a Palestinian teenager] near Nablus.", None, ()),
    (
        "[A Palestinian teenager was *shot* dead] near Nablus, the Palestinian health ministry said.",
        "the Palestinian health ministry",
        (),
    ),
    ("Villagers blamed the RSF for the massacre. [At least 80 people were *killed*] in the attack.", None, ()),
    (
        "The government blamed rebels for the attack and the rebels accused the army of carrying out the attack. [Nineteen people *died*] in the attack.",
        None,
        (),
    ),
    (
        "[Fifteen people were *killed*] in the attack on the hotel. Al-Shabaab claimed responsibility for the attack.",
        None,
        (),
    ),
    (
        "[Fifteen people were *killed*] in the attack on the hotel. No group has claimed responsibility for the attack.",
        None,
        (),
    ),
    (
        "[Fifteen people were *killed*] in the attack on the hotel. The bombing has been blamed on the Lord's Army.",
        None,
        (),
    ),
    ("The Islamic State group said its fighters had [*killed* 12 soldiers].", "The Islamic State group", ()),
    ("[Cholera has *killed* 200 people] in the camps, the WHO said.", "the WHO", ()),
    ("Eleven miners were trapped and [three *died*] when the shaft collapsed.", None, ()),
    ("[A US drone strike *killed* four suspected militants].", None, ()),
    ("Kurdish officials said [Turkish air strikes had *killed* nine civilians].", "Kurdish officials", ()),
    ("[Seven protesters were *killed*] by police gunfire.", None, ()),
    ("[Two soldiers were *killed*] in clashes with the M23.", None, ()),
    ("The colonel, who is charged with [the *murder* of six monks], denies it.", None, ()),
    ("Boko Haram fighters attacked Dapchi and [*abducted* 110 girls].", None, ()),
    ("Security forces [*detained* 45 activists] in Minsk.", None, ()),
    ("Police [*arrested* two suspects].", None, ()),
    ("Militiamen burned the village and [300 families *fled*].", None, ()),
    ("[Twelve pilgrims were *trampled*] in a stampede.", None, ()),
    ("A car driven by a drunk teenager hit a bus stop, [*killing* two].", None, ()),
    ("Unidentified assailants shot and [*killed* a journalist] in Quetta.", None, ()),
    ("[The mayor was *assassinated*] by members of a drug cartel.", None, ()),
    # UN reports
    ("OHCHR verified 1,204 civilian casualties in the period, of whom [310 were *killed*].", "OHCHR", ()),
    ("UNAMA documented 56 incidents that resulted in [23 civilian *deaths*].", "UNAMA", ()),
    ("The Special Rapporteur received allegations that [17 detainees had been *executed*] by State agents.", None, ()),
    (
        "According to information received by the Commission, [soldiers *executed* nine men] in Tal.",
        "information received by the Commission",
        (),
    ),
    (
        "The Panel of Experts was informed by three witnesses that [40 villagers had been *burned*] alive.",
        "three witnesses",
        (),
    ),
    ("Credible sources indicated to the Office that [at least 65 persons were *killed*].", "Credible sources", ()),
    ("OCHA reports [13,000 people *displaced*] since Monday.", "OCHA", ()),
    ("[An estimated 13,000 people were *displaced*], per the IOM.", "the IOM", ()),
    (
        "The Ministry of Health in Gaza reported [112 *fatalities*], OCHA said.",
        "The Ministry of Health in Gaza",
        ("OCHA",),
    ),
    # party statements
    (
        "[Our forces *eliminated* 23 terrorists] in the Kherson sector, the General Staff claimed.",
        "the General Staff",
        (),
    ),
    (
        "The spokesman for the Tigray fighters claimed [the federal army had *lost* 500 men].",
        "The spokesman for the Tigray fighters",
        (),
    ),
    (
        "A Houthi military spokesman, Yahya Saree, said [45 mercenaries were *killed*] in the operation.",
        "A Houthi military spokesman, Yahya Saree",
        (),
    ),
    ("The military denied that [its troops had *killed* any civilians].", "The military", ()),
    ("The military rejected reports that [its jets *killed* 30 wedding guests].", "The military", ()),
    # carry and live blogs
    (
        "Police alleged that the driver attacked two bars. [Five people were allegedly *killed*] in the second.",
        "Police",
        (),
    ),
    (
        "The Syrian Observatory said 90 people had been killed. Of these, [35 *were* civilians].",
        "The Syrian Observatory",
        (),
    ),
    ("Witnesses said shops were looted. [Thirty people *died*].", None, ()),
    ("Dr Hanna Weiss runs the clinic. She said [14 patients had *died*].", "She", ()),
    ("Hospital sources: [9 *dead*] in Beni", "Hospital sources", ()),
    ("Rebels say [they *killed* 40 troops]", "Rebels", ()),
    ("UPDATE: [9 *dead*] in Beni", None, ()),
    ("BREAKING: [9 *dead*] in Beni, police say", "police", ()),
    # multi-paragraph & split quotations
    (
        "“We ran to the school,” said Tomas Arce, 41, a carpenter. “The ceiling fell. Nine children died.\n“My niece and [two of her friends were *killed*] as well.”\nThe town hall was closed.",
        "Tomas Arce",
        (),
    ),
    ('"We ran," said Tomas Arce.\n[Thirty people were *killed*] across the county.', None, ()),
    (
        'Asked about the strike, Brig. Gen. Omar Farah replied: "[Five gunmen were *killed*]. No civilians were present."',
        "Gen. Omar Farah",
        (),
    ),
    (
        "In an interview with CNN, foreign minister Lidia Paz said [18 of her country's citizens had been *taken* hostage].",
        "foreign minister Lidia Paz",
        ("CNN",),
    ),
    ("The president told parliament that [900 soldiers had *died*].", "The president", ()),
    (
        "“[Twelve *dead*], maybe more,” a nurse at the clinic told the New York Times.",
        "a nurse at the clinic",
        ("the New York Times",),
    ),
    ("The so-called “cleansing operation” [*killed* 17 herders].", None, ()),
    # traps for attribution
    ("The minister, who has said little in public, visited the site where [12 people were *killed*].", None, ()),
    ("The report was published a day after [12 people were *killed*].", None, ()),
    ("Asked if he would resign, the mayor said no. [Eight people *died*] in the blaze.", None, ()),
    ("A statement is expected after [22 people were *killed*] in Ombe.", None, ()),
    ("The court heard that [two officers were *stabbed*].", "The court", ()),
    ("Reuters could not verify the report, in which the army said [70 guerrillas were *killed*].", "the army", ()),
    (
        "It was not clear how many people had been killed, but the governor said [at least six were *hurt*].",
        "the governor",
        (),
    ),
    ("[The dead *include* a reporter] for Reuters, the agency said.", "the agency", ()),
    (
        "[Six farmers were *killed*] on Friday and two more on Saturday, police in Lira said, while the army gave no figure.",
        "police in Lira",
        (),
    ),
    ("While police said six farmers were killed, [residents *counted* 14 bodies].", "residents", ()),
    ("While police said [six farmers were *killed*], residents counted 14 bodies.", "police", ()),
    (
        "State media reported five deaths; the opposition Telegram channel Vesna said [50 people had been *shot*].",
        "the opposition Telegram channel Vesna",
        (),
    ),
    (
        "State media reported [five *deaths*]; the opposition Telegram channel Vesna said 50 people had been shot.",
        "State media",
        (),
    ),
    (
        "The charity Médecins Sans Frontières says its teams [treated 84 *wounded*].",
        "The charity Médecins Sans Frontières",
        (),
    ),
    ("Local officials, speaking on condition of anonymity, said [33 people were *killed*].", "Local officials", ()),
    ("The attack, which the government says [*killed* 33 people], was filmed.", "the government", ()),
    ("The attack, in which, according to the Red Cross, [33 people *died*], was filmed.", "the Red Cross", ()),
    ("[Up to 33 people were *killed*] in what the UN called a massacre.", None, ()),
    ("Rights groups accuse the junta of [*killing* 4,000 people] since the coup.", "Rights groups", ()),
    ("Officials would not say whether the [12 *missing* sailors] had drowned.", None, ()),
    # stance traps
    ("If the dam breaks, [5,000 people would *die*].", None, ()),
    ("She hopes to identify the [14 men who were *killed*].", None, ()),
    ("Three hikers, thought to be Belgian, [were *killed*].", None, ()),
    ("Three hikers are thought to [have been *killed*].", None, ()),
    ("[Possibly 40 people were *killed*] in the collapse.", None, ()),
    ("The suspect, who may have acted alone, [*killed* four people].", None, ()),
    ("The commission found no evidence that [40 people had been *killed*].", "The commission", ()),
    ("The police chief dismissed claims that [40 people had been *killed*].", "The police chief", ()),
    ("Unconfirmed reports put [the number of *dead* at 60].", "Unconfirmed reports", ()),
    ("[Twenty people were said to have been *detained*].", None, ()),
    ("The group boasted of having [*killed* 20 police officers].", "The group", ()),
    ("The general insisted that only [enemy fighters, 25 of them, were *killed*].", "The general", ()),
    ("Rescuers fear that [more than 100 people are *buried*] under the rubble.", "Rescuers", ()),
    ("Doctors expected [the toll to *rise* to 30].", "Doctors", ()),
    ("The airline confirmed that [all 62 passengers *died*].", "The airline", ()),
    # perpetrator traps
    ("Flooding caused by Cyclone Odette [*killed* 12 people].", None, ()),
    ("The collapse of a bridge [left 14 *dead*].", None, ()),
    ("[Three people *died*] of hunger in the besieged town.", None, ()),
    ("[Two Kenyan soldiers were *killed*] when their vehicle hit a landmine planted by al-Shabaab.", None, ()),
    ("Clashes between the army and the rebels [*killed* 40 people].", None, ()),
    ("A 19-year-old student [*shot* dead six classmates] before turning the gun on himself.", None, ()),
    ("[Five men were *lynched*] by a mob in Kisii.", None, ()),
    ("Suspected cattle rustlers raided Kapedo, [leaving 21 people *dead*].", None, ()),
    ("Ukrainian drones hit a bus in Donetsk, [*killing* three].", None, ()),
    ("Soldiers retook the town; [60 people had been *killed*] there by the extremists.", None, ()),
    ("In the raid, for which the JNIM claimed responsibility, [13 gendarmes were *killed*].", None, ()),
    ("Hospitals received [40 *wounded* people].", None, ()),
    ("[The storm *killed* five] and police evacuated 300 residents.", None, ()),
    ("A roadside bomb [*killed* a Pakistani general], the army's media wing said.", "the army's media wing", ()),
    (
        "A gunman killed three worshippers in Oslo in March. On Sunday, a fire in Bergen [*killed* two tenants].",
        None,
        (),
    ),
    ("A gunman killed three worshippers in Oslo. Elsewhere, [two tenants *died*] when a house burned down.", None, ()),
    ("Nurse Ida Lund treated the victims. [Four people were *killed*] in the shelling.", None, ()),
    # traps from real prose: datelines, tolls that verbs take, companions
    ("KABUL, Afghanistan (July 22) - Afghan and coalition forces [*killed* nine insurgents] on Friday.", None, ()),
    ("The feud has [*claimed* 120 lives] since May.", None, ()),
    ("The commander stated that the feud has [*claimed* 120 lives].", "The commander", ()),
    ("The front, which claimed responsibility for [*killing* the judge], vowed to fight on.", "The front", ()),
    ("[Two people were *killed*] and others were injured in the strikes on Ras.", None, ()),
    ("Police said they would continue the operation, which has led to [8 *deaths*].", "Police", ()),
    ("The flood may cause [40 *deaths*].", None, ()),
    ("Voters may remember the [40 *deaths*].", None, ()),
    ("The man whom prosecutors accuse of [the *murder* of six monks] is in hiding.", "prosecutors", ()),
    ("Planes struck a well where herders were gathered, [*killing* 18 people].", None, ()),
    ("Raids by Ruritanian warplanes [*killed* 26 people] in Ombe.", None, ()),
    ("A French-led coalition air strike [*killed* 18 people].", None, ()),
    ("An anti-Ruritanian riot [left four *dead*].", None, ()),
    ("The murder of a Ruritanian farmer and [the *killing* of two nurses] shocked Ombe.", None, ()),
    ("The army's [*killing* of two nurses] shocked Ombe.", None, ()),
    ("Regime raids [*killed* 16 people], a monitor said.", "a monitor", ()),
    ("Farmer killings have [left 90 *dead*] this year.", None, ()),
    (
        "Gunmen raided Ombe on Monday.\nResidents fled.\nThe mayor spoke of grief.\nShops stayed shut.\nOn the coast, [mortar fire *killed* two fishermen].",
        None,
        (),
    ),
    ("The United States called the 2013 gas attack, which it said [*killed* 1,400 people], a crime.", "it", ()),
    (
        "The hospital confirmed the arrival of [nine *bodies*], according to the newspaper Al-Noor.",
        "The hospital",
        ("the newspaper Al-Noor",),
    ),
    ("It emerged that [12 detainees had *died*].", None, ()),
    ("It is said that [12 detainees *died*].", None, ()),
    ("Sources close to the palace whisper of [30 *dead*], but no one has confirmed a figure.", None, ()),
    ("As of Friday, [61 *deaths*] had been confirmed by the health department.", "the health department", ()),
    ("The figure of [61 *deaths*] was given by the health department.", None, ()),
    ("Medics on the scene spoke of [at least 20 *dead*].", "Medics on the scene", ()),
    ("The army denies [its soldiers *shot* the six men].", "The army", ()),
    ("The prosecutor said the accused, who denies the charges, had [*killed* three girls].", "The prosecutor", ()),
    ("[At least 40 people are believed to have *died*], the coastguard said.", "the coastguard", ()),
    ("According to an unconfirmed report, [40 people have *died*].", "an unconfirmed report", ()),
    ("Rebels attacked the base in a raid that the ministry said [*left* 12 soldiers dead].", "the ministry", ()),
]


@pytest.mark.parametrize("drawn, origin, relays", KEEPERS + CASES)
def test_who_says_it(drawn, origin, relays):
    text, sentences, mention = draw(drawn)
    links = attribute(text, sentences, mention).links
    assert (links[0].text if links else None) == origin
    assert tuple(link.text for link in links[1:]) == relays
    assert all(link.role == ("origin" if i == 0 else "relay") for i, link in enumerate(links))
    assert all(text.content[link.start : link.end] == link.text for link in links)


NAMES = [
    ("Dr Hanna Weiss runs the clinic. She said [14 patients had *died*].", "She", "Hanna Weiss"),
    ("UNHCR spokesman Pavel Orlik spoke in Geneva. [Thirty families *fled*], Orlik said.", "Orlik", "Pavel Orlik"),
    (
        "Pavel Orlik, a spokesman for the agency, spoke in Geneva. The spokesman said [30 people had *died*].",
        "The spokesman",
        "Pavel Orlik",
    ),
    (
        "The governor, Ines Duarte, closed the schools. The governor said [30 people had *died*].",
        "The governor",
        "Ines Duarte",
    ),
    ("The Ruritanian Red Crescent sent teams. It said [30 people had *died*].", "It", "The Ruritanian Red Crescent"),
    (
        "The Ruritanian Red Crescent said teams were on their way. It added that [30 people had *died*].",
        "It",
        "The Ruritanian Red Crescent",
    ),
    ("Officials said [30 people had *died*].", "Officials", "Officials"),
    # a monitor is no ministry, whoever of them spoke last
    (
        "The Ruritanian Monitor of Rights said it counts. The ministry said that it was over. Later the monitor raised its *toll* to [30 dead].",
        "the monitor",
        "The Ruritanian Monitor of Rights",
    ),
    (
        "The army said on Monday that its raid was over. The watchdog said [30 people had *died*].",
        "The watchdog",
        "The watchdog",
    ),
    # "it" inside the sentence of the body that speaks
    (
        "The committee that looked into the raid said that it had verified [30 *deaths*].",
        "The committee",
        "The committee",
    ),
]


@pytest.mark.parametrize("drawn, words, name", NAMES)
def test_a_link_has_the_words_and_the_fullest_name(drawn, words, name):
    text, sentences, mention = draw(drawn)
    link = attribute(text, sentences, mention).links[0]
    assert (link.text, link.name) == (words, name)


KINDS = [
    ("The defence ministry said [30 people had *died*].", "belligerent"),
    ("The attorney general said [30 people had *died*].", "state"),
    ("Maj. Gen. Ilir Duka said [30 people had *died*].", "belligerent"),
    ("UNHCR said [30 people had *died*].", "un"),
    ("Doctors at the hospital said [30 people had *died*].", "medical"),
    ("The war monitor said [30 people had *died*].", "monitor"),
    ("Amnesty International said [30 people had *died*].", "ngo"),
    ("Two survivors said [30 people had *died*].", "witness"),
    ("According to Reuters, [30 people had *died*].", "media"),
    ("Sources said [30 people had *died*].", "unnamed"),
    ("Kwame Adu said [30 people had *died*].", "unknown"),
]


@pytest.mark.parametrize("drawn, kind", KINDS)
def test_the_kind_of_source(drawn, kind):
    text, sentences, mention = draw(drawn)
    assert attribute(text, sentences, mention).links[0].kind == kind


def test_a_survey_given_or_not_makes_no_difference():
    text, sentences, mention = draw(
        "“It was night,” said Ana Bel. “[Nine died], *nine*.”".replace("died", "people died")
    )
    assert attribute(text, sentences, mention) == attribute(text, sentences, mention, survey(text, sentences))


def test_every_trace_points_at_words_of_the_text():
    text, sentences, mention = draw("The army, citing scouts, said [it *killed* 30 rebels], according to Reuters.")
    for trace in attribute(text, sentences, mention).traces:
        assert trace.start is None or 0 <= trace.start < trace.end <= len(text.content)


QUOTED = st.lists(
    st.sampled_from(["said Ana Bel", "“", "”", '"', "ten died", ".", ",", " ", "\n", "Police", "«", "»"]), max_size=30
)


@given(QUOTED)
def test_quotations_are_in_order_apart_and_inside_their_block(words):
    text = text_of(" ".join(words))
    found = quotations(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text.blocks[q.paragraph].start <= q.start <= q.end <= text.blocks[q.paragraph].end for q in found)


@settings(max_examples=25, deadline=None)
@given(QUOTED)
def test_no_mess_of_marks_stops_it(words):
    text, sentences, mention = draw("[Ten *died*] ," + " ".join(words))
    for link in attribute(text, sentences, mention).links:
        assert text.content[link.start : link.end] == link.text


def test_sentences_far_from_a_mention_are_not_parsed():
    content = "[Ten *died*], police said." + " Rain fell on the roofs of Aba." * 20
    text, _, mention = draw(content)
    fresh = sentences_of(text)
    mine = next(s for s in fresh if s.start == mention.sentence.start)
    attribute(text, fresh, type(mention)(**{n: getattr(mention, n) for n in mention.__slots__} | {"sentence": mine}))
    assert sum(s.parsed for s in fresh) <= 3
