-- Whether anything is written on a page (R09, A11). The verdict of a program that looks at pixels, made before a request can be submitted; pictures
-- that were brought before this migration are looked at when the service next has nothing else to do, or when they are submitted.
ALTER TABLE picture ADD COLUMN blank TEXT NOT NULL DEFAULT 'unknown' CHECK (blank IN ('unknown', 'normal', 'form', 'blank'));
ALTER TABLE picture ADD COLUMN blank_confidence INTEGER NOT NULL DEFAULT 0 CHECK (blank_confidence BETWEEN 0 AND 100);
ALTER TABLE picture ADD COLUMN blank_regions TEXT NOT NULL DEFAULT ''; -- where something is missing: "x,y,width,height;...", in parts of 10000
ALTER TABLE picture ADD COLUMN blank_version INTEGER NOT NULL DEFAULT 0; -- of the program that looked; 0: nobody has
