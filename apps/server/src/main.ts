// The entry of the program.
import 'reflect-metadata';
import { config as readDotenv } from 'dotenv';
import { run } from './run.js';

readDotenv({ quiet: true });
process.exit(await run(process.env));
